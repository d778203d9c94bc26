import { useCallback, useMemo } from 'react'
import { productSorts } from '#shared/domain/list-sorts.ts'
import { type StockStatus, stockStatuses } from '#shared/domain/stock-status.ts'
import { useAddress } from '#web/lib/use-address.ts'

export type ProductSort = (typeof productSorts)[number]

/** What the table of products shows, as the address holds it; what is empty is not asked for. */
export interface ProductFilter {
  q: string
  status: string
  supplier: string
  category: string
  /** `1` for the deleted products instead of the others. */
  deleted: string
  sort: string
}

export const noFilter: ProductFilter = {
  q: '',
  status: '',
  supplier: '',
  category: '',
  deleted: '',
  sort: '',
}

/** Names of what is filtered by, in the order of the chips. */
export const filterNames = ['q', 'status', 'supplier', 'category', 'deleted'] as const
export type FilterName = (typeof filterNames)[number]

export function isFiltered(filter: ProductFilter): boolean {
  return filterNames.some((name) => filter[name] !== '')
}

export function isSameFilter(one: ProductFilter, other: ProductFilter): boolean {
  return one.sort === other.sort && filterNames.every((name) => one[name] === other[name])
}

/** The filter as the API takes it. */
export function queryOf({ q, status, supplier, category, deleted, sort }: ProductFilter) {
  const known: StockStatus | undefined = stockStatuses.find((name) => name === status)
  const sorted: ProductSort | undefined = productSorts.find((name) => name === sort)
  return {
    ...(q && { q }),
    ...(known && { status: known }),
    ...(supplier && { supplierId: supplier }),
    ...(category && { categoryId: category }),
    ...(deleted && { deleted: 'true' as const }),
    ...(sorted && { sort: sorted }),
  }
}

/**
 * The filter of the address. One that names only a view has that view's filter; as soon as anything
 * is changed, all of it stands in the address.
 */
export function useProductFilter(filterOfView: (view: string) => ProductFilter | undefined) {
  const { get, set } = useAddress()
  const view = get('view')
  const filter = useMemo(() => {
    const own = Object.fromEntries(
      Object.keys(noFilter).map((name) => [name, get(name)]),
    ) as unknown as ProductFilter
    return isSameFilter(own, noFilter) ? (filterOfView(view) ?? own) : own
  }, [get, view, filterOfView])
  const change = useCallback(
    (changes: Partial<ProductFilter>) => {
      const next = { ...filter, ...changes }
      // A view without its filter would bring the filter back.
      set({ ...next, ...(isSameFilter(next, noFilter) && { view: '' }) })
    },
    [filter, set],
  )
  const show = useCallback(
    (name: string) => set({ ...noFilter, view: name }, { push: true }),
    [set],
  )
  return { filter, view, change, show }
}
