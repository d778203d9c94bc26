'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useStages } from './order-data.ts'

export type OrdersView = 'board' | 'table' | 'approvals' | 'suggestions'

const paths: Readonly<Record<OrdersView, string>> = {
  board: '/orders?layout=board',
  table: '/orders?layout=table',
  approvals: '/orders/approvals',
  suggestions: '/orders/suggestions',
}

/** The title of the purchasing pages, and the ways between them. */
export function OrdersHead({
  view,
  onView,
}: {
  view: OrdersView
  /** Changes between board and table without leaving, with the filters as they are. */
  onView?: (view: 'board' | 'table') => void
}) {
  const t = useTranslations('orders')
  const router = useRouter()
  const can = useCan()
  const { data } = useStages()
  const waiting = data?.items.find(({ stage }) => stage === 'pending_approval')?.orders
  const mayWrite = can('orders:write')
  useShortcuts(
    mayWrite ? [{ keys: 'n', label: t('newOrder'), run: () => router.push('/orders/new') }] : [],
  )
  const go = (next: OrdersView) => {
    if (onView && (next === 'board' || next === 'table')) onView(next)
    else router.push(paths[next])
  }
  return (
    <PageHeader
      title={t('title')}
      tabs={
        <div className="min-w-0 max-sm:order-last max-sm:w-full">
          <Tabs<OrdersView>
            label={t('views')}
            current={view}
            onChange={go}
            tabs={[
              { name: 'board', title: t('board') },
              { name: 'table', title: t('table') },
              { name: 'approvals', title: t('approvals'), count: waiting },
              ...(mayWrite ? [{ name: 'suggestions' as const, title: t('suggestions') }] : []),
            ]}
          />
        </div>
      }
      actions={
        mayWrite &&
        view !== 'suggestions' && (
          <LinkButton
            look="primary"
            href="/orders/new"
            icon={<Plus size={16} aria-hidden="true" />}
          >
            {t('newOrder')}
          </LinkButton>
        )
      }
    />
  )
}
