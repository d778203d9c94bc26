'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '#web/components/ui/link.tsx'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { StageBadge } from '#web/components/ui/stage-badge.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Product } from './use-product.ts'

const MOST = '50'

/** The orders by which more of a product is to come. */
export function OpenOrders({ product }: { product: Product }) {
  const t = useTranslations('products')
  const isAllowed = useCan()('orders:read')
  const { data, error, refetch } = useQuery({
    queryKey: ['order', 'with', product.id],
    queryFn: ({ signal }) =>
      take(
        api.orders.$get(
          { query: { productId: product.id, sort: 'dueOn', limit: MOST } },
          { init: { signal } },
        ),
      ),
    enabled: isAllowed,
  })
  const ids = (data?.items ?? []).filter(({ stage }) => isOpen(stage)).map(({ id }) => id)
  const orders = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['order', 'one', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        take(api.orders[':id'].$get({ param: { id } }, { init: { signal } })),
    })),
  }).flatMap(({ data: order }) => order ?? [])
  if (!isAllowed) return <p className="p-4 text-muted">{t('noOrderRight')}</p>
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data || orders.length < ids.length) return <SkeletonRows rows={3} />
  if (ids.length === 0) return <p className="p-4 text-muted">{t('noOpenOrders')}</p>
  return <OrderTable product={product} orders={orders} />
}

function isOpen(stage: string): boolean {
  return !['received', 'completed', 'cancelled'].includes(stage)
}

type OrderOf = Taken<(typeof api.orders)[':id']['$get']>

function OrderTable({ product, orders }: { product: Product; orders: readonly OrderOf[] }) {
  const t = useTranslations('products')
  return (
    <SideScroll label={t('openOrders')}>
      <table className="w-full text-table">
        <caption className="sr-only">{t('openOrders')}</caption>
        <thead className="text-xs text-muted">
          <tr>
            {(['order', 'supplier', 'stage', 'due'] as const).map((name) => (
              <th
                key={name}
                scope="col"
                className={classNames(
                  'px-3 py-2',
                  (name === 'supplier' || name === 'stage') && 'max-sm:hidden',
                )}
              >
                {t(name)}
              </th>
            ))}
            <th scope="col" className="number px-3 py-2">
              {t('toCome')}
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <OrderRow key={order.id} product={product} order={order} />
          ))}
        </tbody>
      </table>
    </SideScroll>
  )
}

function OrderRow({ product, order }: { product: Product; order: OrderOf }) {
  const t = useTranslations('products')
  const format = useFormat()
  return (
    <tr className="border-t border-border hover:bg-sunken">
      <td className="px-3 py-1.5">
        <Link href={`/orders/${order.id}`} className="font-medium text-accent hover:underline">
          <bdi dir="ltr">{order.number}</bdi>
        </Link>
        <span className="block text-xs text-muted sm:hidden">{order.supplier.name}</span>
      </td>
      <td className="px-3 py-1.5 max-sm:hidden">{order.supplier.name}</td>
      <td className="px-3 py-1.5 max-sm:hidden">
        <StageBadge stage={order.stage} />
      </td>
      <td className="px-3 py-1.5 whitespace-nowrap">
        <span className="flex flex-wrap gap-x-2 gap-y-1 max-sm:flex-col max-sm:items-start">
          <span className="sm:hidden">
            <StageBadge stage={order.stage} />
          </span>
          {dueDay(order) === null ? '–' : format.day(dueDay(order) ?? '')}
          {order.late && <Badge tone="bad">{t('late', { count: order.daysLate })}</Badge>}
        </span>
      </td>
      <td className="number px-3 py-1.5">
        {format.number(openQuantity(order, product.id))}{' '}
        <span className="text-xs text-muted">{product.unit}</span>
      </td>
    </tr>
  )
}

function dueDay({ promisedOn, expectedOn }: OrderOf): string | null {
  return promisedOn ?? expectedOn
}

function openQuantity({ lines }: OrderOf, productId: string): number {
  return lines
    .filter((line) => line.productId === productId)
    .reduce((sum, line) => sum + line.openQuantity, 0)
}
