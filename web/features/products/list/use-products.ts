import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { isFiltered, type ProductFilter, queryOf } from './product-filter.ts'

export type ProductPage = Taken<(typeof api.products)['$get']>
export type Product = ProductPage['items'][number]

const PAGE = '100'
const listKey = ['product', 'list'] as const

export function useProducts(filter: ProductFilter) {
  const query = queryOf(filter)
  return useList([...listKey, query], (cursor, signal) =>
    take(
      api.products.$get(
        { query: { ...query, limit: PAGE, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
}

/** How many products there are of each status. */
export function useStatusCounts() {
  return useQuery({
    queryKey: ['inventory', 'status'],
    queryFn: ({ signal }) => take(api.inventory.status.$get({}, { init: { signal } })),
  })
}

/** How many products match, where that is known without counting. */
export function useTotal(filter: ProductFilter): number | undefined {
  const { data } = useStatusCounts()
  if (!data) return undefined
  if (!isFiltered(filter)) return data.products
  if (!isFiltered({ ...filter, status: '' }))
    return queryOf(filter).status && data.statuses[queryOf(filter).status ?? 'ok']
  return undefined
}

/** Puts a product as it is now into every list that shows it. */
export function useReplaceProduct(): (product: Product) => void {
  const client = useQueryClient()
  return useCallback(
    (product) => {
      client.setQueriesData<InfiniteData<ProductPage>>(
        { queryKey: listKey },
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => (item.id === product.id ? product : item)),
            })),
          },
      )
      client.setQueryData(['product', 'one', product.id], product)
    },
    [client],
  )
}
