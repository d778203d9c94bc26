import type { ReactNode } from 'react'

export interface Column<Row> {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** Of the grid, such as `minmax(10rem, 2fr)`; `8rem` unless given. */
  width?: string
  /** Numbers stand at the end, in digits of one width. */
  numeric?: boolean
  /** What the list sorts by, from the first to the last; `-` in front for the other way round. */
  sort?: string
  /** Always shown. */
  pinned?: boolean
  /** Shown only when somebody chooses it. */
  hidden?: boolean
  /** Its place in the two lines of a row on a phone; it is left out there unless given. */
  narrow?: 'title' | 'value' | 'below' | 'belowValue' | 'action'
}

/** What choosing columns needs to know of one. */
export type ColumnName = Pick<Column<never>, 'id' | 'title' | 'pinned' | 'hidden'>

/** The columns that are shown: the pinned ones, and those chosen, or else those not hidden. */
export function shownColumns<OneColumn extends ColumnName>(
  columns: readonly OneColumn[],
  chosen: readonly string[] | undefined,
): readonly OneColumn[] {
  return columns.filter(
    ({ id, pinned, hidden }) => pinned || (chosen ? chosen.includes(id) : !hidden),
  )
}
