import { useCallback } from 'react'
import { usePreference } from '#web/lib/api/use-preference.ts'
import { noFilter, type ProductFilter } from './product-filter.ts'

export interface SavedView {
  id: string
  name: string
  filter: ProductFilter
  columns: readonly string[] | null
}

/** The views that everybody has; they cannot be changed. */
export const builtInViews = {
  low: { ...noFilter, status: 'low' },
  out: { ...noFilter, status: 'out' },
} as const satisfies Record<string, ProductFilter>
export type BuiltInView = keyof typeof builtInViews

const none: readonly SavedView[] = []

/** A person's own views of the products. */
export function useSavedViews() {
  const [saved, setSaved] = usePreference<readonly SavedView[]>('products-views', none)
  const filterOf = useCallback(
    (view: string): ProductFilter | undefined => {
      const builtIn = Object.entries(builtInViews).find(([name]) => name === view)
      return builtIn?.[1] ?? saved.find(({ id }) => id === view)?.filter
    },
    [saved],
  )
  const save = (view: SavedView) => setSaved([...saved.filter(({ id }) => id !== view.id), view])
  const remove = (view: string) => setSaved(saved.filter(({ id }) => id !== view))
  return { saved, filterOf, save, remove }
}
