'use client'

import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { When } from './when.tsx'
import type { Product } from './use-product.ts'

const PAGE = '50'

/** How price and cost of a product changed, when and by whom. */
export function PriceHistory({ product }: { product: Product }) {
  const t = useTranslations('products')
  const { id } = product
  const list = useList(['product', 'prices', id], (cursor, signal) =>
    take(
      api.products[':id']['price-history'].$get(
        { param: { id }, query: { limit: PAGE, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <SkeletonRows />
  if (list.items.length === 0) return <p className="p-4 text-muted">{t('noPriceChanges')}</p>
  return (
    <>
      <SideScroll label={t('prices')}>
        <PriceTable changes={list.items} />
      </SideScroll>
      {list.hasNextPage && (
        <div className="p-3 text-center">
          <Button busy={list.isFetchingNextPage} onClick={list.more}>
            {t('olderPrices')}
          </Button>
        </div>
      )}
    </>
  )
}

type PriceChange = Taken<(typeof api.products)[':id']['price-history']['$get']>['items'][number]

function PriceTable({ changes }: { changes: readonly PriceChange[] }) {
  const t = useTranslations('products')
  const format = useFormat()
  const change = (before: string | null, after: string, currency: string) =>
    before === null || before === after
      ? format.money(after, currency)
      : t('becomes', {
          before: format.money(before, currency),
          after: format.money(after, currency),
        })
  return (
    <table className="w-full text-table">
      <caption className="sr-only">{t('prices')}</caption>
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="px-2 py-2 sm:px-3">
            {t('when')}
          </th>
          <th scope="col" className="number px-2 py-2 sm:px-3">
            {t('price')}
          </th>
          <th scope="col" className="number px-2 py-2 sm:px-3">
            {t('cost')}
          </th>
          <th scope="col" className="px-3 py-2 max-sm:hidden">
            {t('by')}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((entry) => (
          <tr key={entry.id} className="h-10 border-t border-border">
            <td className="px-2 py-1 sm:px-3">
              <When at={entry.at} />
            </td>
            <td className="number px-2 sm:px-3">
              {change(entry.oldPrice, entry.newPrice, entry.currency)}
            </td>
            <td className="number px-2 sm:px-3">
              {change(entry.oldCost, entry.newCost, entry.currency)}
            </td>
            <td className="px-3 text-muted max-sm:hidden">{entry.actor.name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
