'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { NoRight } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { PaymentCalendar } from './calendar/payment-calendar.tsx'
import { PaymentList } from './payment-list.tsx'
import { usePaymentAddress, views } from './use-payment-address.ts'

const PaymentPanel = whenOpened(
  async () => (await import('./panel/payment-panel.tsx')).PaymentPanel,
)
const NewPayment = whenOpened(async () => (await import('./forms/new-payment.tsx')).NewPayment)
const PaymentSummary = whenOpened(
  async () => (await import('./summary/payment-summary.tsx')).PaymentSummary,
)

/** What must be paid and was: as a calendar, as a list, and in sums. */
export function Payments() {
  const t = useTranslations('payments')
  const can = useCan()
  const { data: me } = useMe()
  const { get, set, view } = usePaymentAddress()
  const canWrite = can('payments:write')
  const record = () => set({ new: '1' }, { push: true })
  useShortcuts(canWrite ? [{ keys: 'n', label: t('record'), run: record }] : [])
  if (me && !can('payments:read')) return <NoRight what={t('these')} />
  return (
    <div className="flex h-full flex-col gap-2">
      <PageHeader
        title={t('title')}
        tabs={
          <Tabs
            label={t('views')}
            tabs={views.map((name) => ({ name, title: t(`view_${name}`) }))}
            current={view}
            onChange={(name) => set({ view: name === 'calendar' ? '' : name, layout: '', day: '' })}
          />
        }
        actions={
          canWrite && (
            <Button
              look="primary"
              icon={<Plus size={16} aria-hidden="true" />}
              shortcut="N"
              onClick={record}
            >
              {t('record')}
            </Button>
          )
        }
      />
      {view === 'calendar' && <PaymentCalendar />}
      {view === 'list' && <PaymentList />}
      {view === 'summary' && <PaymentSummary />}
      {get('payment') !== '' && (
        <PaymentPanel
          key={get('payment')}
          id={get('payment')}
          onOpen={(payment) => set({ payment })}
          onClose={() => set({ payment: '' })}
        />
      )}
      {get('new') !== '' && canWrite && (
        <NewPayment
          orderId={get('order')}
          supplierId={get('supplier')}
          onClose={() => set({ new: '' })}
          onDone={(payment) => set({ new: '', payment })}
        />
      )}
    </div>
  )
}
