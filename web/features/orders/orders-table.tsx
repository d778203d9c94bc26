'use client'

import { ClipboardList, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { orderSorts } from '#shared/domain/list-sorts.ts'
import type { Column } from '#web/components/data-table/columns.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { LinkButton } from '#web/components/ui/button.tsx'
import { StageBadge } from '#web/components/ui/stage-badge.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NothingMatches } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { type Format, useFormat } from '#web/lib/use-format.ts'
import type { OrderSummary } from './order-data.ts'
import { queryOf, type useOrderFilter } from './order-filter.ts'
import { DueDay, HoldBadge, LateBadge, PaymentBadge, ReceiptBadge } from './order-marks.tsx'

const PAGE = '50'

/** All orders, finished ones too, newest first unless sorted. */
export function OrdersTable({ filters }: { filters: ReturnType<typeof useOrderFilter> }) {
  const t = useTranslations('orders')
  const router = useRouter()
  const { filter, stage, get, set, clear, isNarrowed } = filters
  const sort = orderSorts.find((name) => name === get('sort')) ?? '-createdAt'
  const list = useList<OrderSummary>(['order', 'table', filter, stage, sort], (cursor, signal) =>
    take(
      api.orders.$get(
        { query: { ...queryOf(filter, stage), sort, limit: PAGE, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  const columns = useColumns()
  const isFiltered = isNarrowed || stage !== undefined
  return (
    <DataTable<OrderSummary>
      label={t('title')}
      list={list}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ id }) => router.push(`/orders/${id}`)}
      sort={sort}
      onSort={(next) => set({ sort: next })}
      empty={isFiltered ? <NothingMatches query={filter.q} onClear={clear} /> : <NoOrders />}
    />
  )
}

/** There never was an order; says how to begin. */
export function NoOrders() {
  const t = useTranslations('orders')
  const mayWrite = useCan()('orders:write')
  return (
    <Notice
      icon={ClipboardList}
      title={t('noOrders')}
      actions={
        mayWrite && (
          <>
            <LinkButton href="/orders/new" icon={<Plus size={16} aria-hidden="true" />}>
              {t('newOrder')}
            </LinkButton>
            <LinkButton href="/orders/suggestions">{t('seeSuggestions')}</LinkButton>
          </>
        )
      }
    >
      {t(mayWrite ? 'noOrdersHelp' : 'noOrdersNoRight')}
    </Notice>
  )
}

function useColumns(): readonly Column<OrderSummary>[] {
  const t = useTranslations('orders')
  const format = useFormat()
  return useMemo(() => [...nameColumns(t), ...figureColumns(t, format)], [t, format])
}

type Texts = ReturnType<typeof useTranslations<'orders'>>

function nameColumns(t: Texts): readonly Column<OrderSummary>[] {
  return [
    {
      id: 'number',
      title: t('number'),
      width: '7rem',
      pinned: true,
      narrow: 'title',
      cell: ({ number }) => (
        <bdi dir="ltr" className="font-medium">
          {number}
        </bdi>
      ),
    },
    {
      id: 'supplier',
      title: t('supplier'),
      width: 'minmax(10rem, 2fr)',
      narrow: 'below',
      cell: ({ supplier }) => (
        <bdi title={supplier.name} className="inline-block max-w-full truncate align-bottom">
          {supplier.name}
        </bdi>
      ),
    },
    {
      id: 'stage',
      title: t('stage'),
      width: 'minmax(10.5rem, 1fr)',
      narrow: 'below',
      cell: (order) => (
        <span className="inline-flex gap-1">
          <StageBadge stage={order.stage} />
          <HoldBadge order={order} />
        </span>
      ),
    },
    {
      id: 'due',
      title: t('expected'),
      width: 'minmax(12.5rem, 1fr)',
      sort: 'dueOn',
      narrow: 'belowValue',
      cell: (order) => (
        <span className="inline-flex items-center gap-2">
          <DueDay order={order} />
          <LateBadge order={order} />
        </span>
      ),
    },
  ]
}

function figureColumns(t: Texts, format: Format): readonly Column<OrderSummary>[] {
  return [
    {
      id: 'receipt',
      title: t('goods'),
      width: '7rem',
      cell: (order) => <ReceiptBadge order={order} />,
    },
    {
      id: 'payment',
      title: t('paid'),
      width: '7.5rem',
      cell: (order) => <PaymentBadge order={order} />,
    },
    {
      id: 'total',
      title: t('total'),
      width: '8rem',
      numeric: true,
      narrow: 'value',
      cell: ({ total, currency }) => format.money(total, currency),
    },
    {
      id: 'created',
      title: t('created'),
      width: '7.5rem',
      sort: 'createdAt',
      numeric: true,
      cell: ({ createdAt }) => format.day(createdAt.slice(0, 10)),
    },
  ]
}
