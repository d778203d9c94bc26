'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useTranslations } from 'use-intl'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { WhenSeen } from '#web/components/ui/when-seen.tsx'
import { useSettings } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { Figures } from './figures.tsx'
import { LateOrders } from './late-orders.tsx'
import { OrderStages } from './order-stages.tsx'
import { RunningOut } from './running-out.tsx'
import { ToPayList } from './to-pay.tsx'
import { useStages, useStockStatus } from './today-data.ts'

const Trends = whenOpened(() => import('./trends.tsx').then((module) => module.Trends))

const FirstSteps = whenOpened(() => import('./first-steps.tsx').then((module) => module.FirstSteps))

/** What needs somebody today. A shop with nothing in it is shown how to begin instead. */
export function Today() {
  const t = useTranslations('today')
  const format = useFormat()
  const { data: settings } = useSettings()
  const isNew = useIsNew()
  const date = settings && (
    <span className="text-sm font-normal text-muted">{format.day(format.today())}</span>
  )
  return (
    <>
      <PageHeader title={t('title')} beside={date} />
      {isNew ? (
        <FirstSteps />
      ) : (
        <div className="grid gap-4">
          <Figures />
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <RunningOut />
            <div className="grid min-w-0 gap-4 sm:grid-cols-2 xl:grid-cols-1">
              <LateOrders />
              <ToPayList />
            </div>
          </div>
          <OrderStages />
          <WhenSeen className="min-h-72">
            <Trends />
          </WhenSeen>
        </div>
      )}
    </>
  )
}

/** Whether there is nothing yet that the page could tell of. */
function useIsNew(): boolean {
  const { data: status } = useStockStatus()
  const { data: stages } = useStages()
  if (status === undefined) return false
  const hasOrders = stages?.some(({ orders }) => orders > 0) ?? true
  return status.products === 0 || (status.units === 0 && !hasOrders)
}
