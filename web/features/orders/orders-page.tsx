'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useTranslations } from 'use-intl'
import { NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { usePreference } from '#web/lib/api/use-preference.ts'
import { FilterRow } from './filter-row.tsx'
import { useStages } from './order-data.ts'
import { useOrderFilter } from './order-filter.ts'
import { OrdersHead } from './orders-head.tsx'
import { NoOrders, OrdersTable } from './orders-table.tsx'

const Board = whenOpened(() => import('./board/board.tsx').then((module) => module.Board), {
  loading: () => <SkeletonRows />,
})

type Layout = 'board' | 'table'

/** All purchase orders, as a board or as a table. */
export function OrdersPage() {
  const t = useTranslations('orders')
  const filters = useOrderFilter()
  const can = useCan()
  const [usual, setUsual] = usePreference<Layout>('orders-layout', 'board')
  const { data: stages } = useStages()
  const asked = filters.get('layout')
  const layout: Layout = asked === 'board' || asked === 'table' ? asked : usual
  const choose = (next: Layout) => {
    setUsual(next)
    filters.set({ layout: next, ...(next === 'board' && { stage: '', sort: '' }) })
  }
  if (!can('orders:read')) return <NoRight what={t('whatOrders')} />
  const isEmpty = stages?.items.every(({ orders }) => orders === 0) ?? false
  return (
    <div className="flex h-full flex-col gap-2">
      <OrdersHead view={layout} onView={choose} />
      {isEmpty ? (
        <NoOrders />
      ) : (
        <>
          <FilterRow filters={filters} withStage={layout === 'table'} />
          {layout === 'board' ? (
            <Board filter={filters.filter} isNarrowed={filters.isNarrowed} />
          ) : (
            <OrdersTable filters={filters} />
          )}
        </>
      )}
    </div>
  )
}
