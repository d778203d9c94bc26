'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useTranslations } from 'use-intl'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'

const loading = () => <SkeletonRows />
const Sales = whenOpened(() => import('./sales.tsx').then((module) => module.Sales), { loading })
const StockValue = whenOpened(
  () => import('./stock-value.tsx').then((module) => module.StockValue),
  {
    loading,
  },
)
const RunsOut = whenOpened(() => import('./runs-out.tsx').then((module) => module.RunsOut), {
  loading,
})
const SlowMovers = whenOpened(
  () => import('./slow-movers.tsx').then((module) => module.SlowMovers),
  {
    loading,
  },
)

const tabs = ['sales', 'stock-value', 'runs-out', 'slow'] as const
type Tab = (typeof tabs)[number]

const contents = {
  sales: Sales,
  'stock-value': StockValue,
  'runs-out': RunsOut,
  slow: SlowMovers,
} as const satisfies Record<Tab, unknown>

/** What was sold, what the stock is worth, what runs out and what does not sell. */
export function Reports() {
  const t = useTranslations('reports')
  const can = useCan()
  const { get } = useAddress()
  const current = tabs.find((tab) => tab === get('tab')) ?? 'sales'
  const Content = contents[current]
  return (
    <div className="flex h-full flex-col gap-2">
      <PageHeader
        title={t('title')}
        tabs={
          <Tabs
            label={t('title')}
            current={current}
            // Each has its own filters.
            onChange={(tab) => history.pushState(null, '', `?tab=${tab}`)}
            tabs={tabs.map((name) => ({ name, title: t(`tab_${name}`) }))}
          />
        }
      />
      {can('inventory:read') ? <Content /> : <NoRight what={t('what')} />}
    </div>
  )
}
