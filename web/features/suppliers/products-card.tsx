'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { StockBadge } from '#web/components/ui/stock-badge.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { CardList } from './card-list.tsx'

const SHOWN = '8'

/** What comes from this supplier. */
export function ProductsCard({ id }: { id: string }) {
  const t = useTranslations('suppliers')
  const format = useFormat()
  const { data, error, refetch } = useQuery<Taken<(typeof api.products)['$get']>, ApiProblem>({
    queryKey: ['product', 'of-supplier', id],
    queryFn: ({ signal }) =>
      take(api.products.$get({ query: { supplierId: id, limit: SHOWN } }, { init: { signal } })),
  })
  return (
    <CardList
      title={t('products')}
      items={data?.items}
      error={error}
      onRetry={() => void refetch()}
      empty={t('noProducts')}
      all={{ href: `/products?supplier=${id}`, label: t('allProducts') }}
    >
      {({ id: productId, name, sku, available, unit, stockStatus }) => (
        <>
          <Link href={`/products/${productId}`} className="min-w-0 grow truncate hover:underline">
            {name}
          </Link>
          <bdi dir="ltr" className="text-xs text-muted max-sm:hidden">
            {sku}
          </bdi>
          <span className="number w-24">{`${format.number(available)} ${unit}`}</span>
          <span className="w-24 text-end">
            <StockBadge status={stockStatus} />
          </span>
        </>
      )}
    </CardList>
  )
}
