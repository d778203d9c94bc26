import { useMemo } from 'react'
import { shownColumns } from '#web/components/data-table/columns.ts'
import { usePreference } from '#web/lib/api/use-preference.ts'
import { useProductColumns } from './product-columns.tsx'

/** The columns that a person chose, and how close the rows are. */
export function useTableChoices(isDeleted: boolean) {
  const [chosen, choose] = usePreference<readonly string[] | null>('products-columns', null)
  const [density, setDensity] = usePreference<'normal' | 'compact'>('products-density', 'normal')
  const all = useProductColumns(isDeleted)
  const columns = useMemo(() => shownColumns(all, chosen ?? undefined), [all, chosen])
  return {
    all,
    columns,
    chosen,
    choose,
    isCompact: density === 'compact',
    setCompact: (isCompact: boolean) => setDensity(isCompact ? 'compact' : 'normal'),
  }
}

export type TableChoices = ReturnType<typeof useTableChoices>
