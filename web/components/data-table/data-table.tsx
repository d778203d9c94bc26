'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import type { List } from '#web/lib/api/use-list.ts'
import { useIsNarrow, useMedia } from '#web/lib/use-media.ts'
import type { Column } from './columns.ts'
import { TableHead } from './table-head.tsx'
import { NarrowRow, WideRow } from './table-row.tsx'
import { nextActive } from './table-keys.ts'
import { placeIn, useKeptPlace } from './use-kept-place.ts'
import { useTableShortcuts } from './use-table-shortcuts.ts'

const ROW_PX = 36
const COMPACT_ROW_PX = 28
const TOUCH_ROW_PX = 48
const NARROW_ROW_PX = 64
const TALL_NARROW_ROW_PX = 80
const LOAD_AHEAD = 30

export interface DataTableProps<Row> {
  /** What it lists, for those who hear it: "Products". */
  label: string
  list: List<Row>
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** What Enter does, and a press on a row unless `onPress` is given. */
  onOpen?: ((row: Row) => void) | undefined
  /** What a press on a row does, where that is not to open it. */
  onPress?: ((row: Row) => void) | undefined
  /** What Space does: a look without leaving. */
  onPeek?: ((row: Row) => void) | undefined
  sort?: string
  onSort?: (sort: string) => void
  selected?: ReadonlySet<string>
  onSelect?: (selected: ReadonlySet<string>) => void
  /** Rows close to each other; where fingers press they keep their height. */
  isCompact?: boolean
  /** What stands below the title of a row on a phone has two lines. */
  isTall?: boolean
  /** Shown instead of rows when there are none. */
  empty: ReactNode
  /** How many there are altogether, when that is known. */
  total?: number
}

/**
 * A list of any length: only the rows in sight are drawn, and the next page is loaded before the
 * last one is reached. It fills the height that its place gives it. J and K or the arrows go through
 * the rows, Enter opens one, Space looks at it, X selects it. Whoever comes back is where they were.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { list, empty } = props
  if (list.error && list.items.length === 0) {
    return <Failure error={list.error} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) return <SkeletonRows />
  if (list.items.length === 0) return empty
  return (
    <div className="flex min-h-0 grow flex-col gap-2">
      {list.error && <Failure strip error={list.error} onRetry={() => void list.refetch()} />}
      <Grid {...props} />
      <Count list={list} total={props.total} />
    </div>
  )
}

function Grid<Row>(props: DataTableProps<Row>) {
  const { list, columns, rowKey, selected, onSelect } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const isNarrow = useIsNarrow()
  const rowPx = useRowPx(props.isCompact ?? false, props.isTall ?? false)
  const [active, setActive] = useKeptPlace(list.name, scroller)
  const virtual = useRows(list, rowKey, rowPx, scroller)
  const template = `${selected ? '2.5rem ' : ''}${columns.map(({ width }) => width ?? '8rem').join(' ')}`
  const toggle = (key: string) => {
    if (!selected || !onSelect) return
    const next = new Set(selected)
    if (!next.delete(key)) next.add(key)
    onSelect(next)
  }
  const go = (index: number) => {
    setActive(index)
    virtual.scrollToIndex(index)
  }
  useTableShortcuts(scroller, props, { active, go, toggle })
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.total ?? -1}
      aria-multiselectable={selected ? true : undefined}
      aria-activedescendant={list.items[active] ? `${id}-${active}` : undefined}
      aria-busy={list.isFetching}
      tabIndex={0}
      onKeyDown={(event) => onGridKey(event, props, { active, go, toggle })}
      className="relative min-h-64 grow overflow-auto rounded-card border border-border bg-surface"
    >
      <FetchBar shown={list.isFetching} />
      {!isNarrow && <TableHead {...props} template={template} />}
      <div
        role="rowgroup"
        style={{ height: virtual.getTotalSize(), position: 'relative', minWidth: 'fit-content' }}
      >
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = list.items[index]
          if (row === undefined) return null
          const shape = {
            ...{ id: `${id}-${index}`, index, row, columns, template, isActive: index === active },
            isTall: props.isTall ?? false,
            selected: selected?.has(rowKey(row)),
            onToggle: () => toggle(rowKey(row)),
            onPress: (isOnRow: boolean) => {
              setActive(index)
              const press = props.onPress ?? props.onOpen
              if (isOnRow) press?.(row)
            },
            style: { transform: `translateY(${start}px)`, height: rowPx },
          }
          return isNarrow ? <NarrowRow key={key} {...shape} /> : <WideRow key={key} {...shape} />
        })}
      </div>
    </div>
  )
}

function useRowPx(isCompact: boolean, isTall: boolean): number {
  const isNarrow = useIsNarrow()
  const isTouch = useMedia('(pointer: coarse)')
  if (isNarrow) return isTall ? TALL_NARROW_ROW_PX : NARROW_ROW_PX
  if (isTouch) return TOUCH_ROW_PX
  return isCompact ? COMPACT_ROW_PX : ROW_PX
}

/** The rows in sight; those behind the last one are loaded before it is reached. */
function useRows<Row>(
  list: List<Row>,
  rowKey: (row: Row) => string,
  rowPx: number,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const virtual = useVirtualizer({
    count: list.items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
    initialOffset: placeIn(list.name)?.top ?? 0,
    getItemKey: (index) => rowKeyAt(list.items, index, rowKey),
  })
  useEffect(() => virtual.measure(), [rowPx, virtual])
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (lastShown > list.items.length - LOAD_AHEAD) list.more()
  }, [lastShown, list])
  return virtual
}

export interface GridKeys {
  active: number
  go: (index: number) => void
  toggle: (key: string) => void
}

function onGridKey<Row>(
  event: KeyboardEvent<HTMLDivElement>,
  { list, rowKey, onOpen, onPeek }: DataTableProps<Row>,
  { active, go, toggle }: GridKeys,
): void {
  const row = list.items[active]
  const next = nextActive(event, active, list.items.length)
  if (next !== undefined) {
    event.preventDefault()
    go(next)
    return
  }
  if (row === undefined || event.target !== event.currentTarget) return
  const acts: Record<string, (() => void) | undefined> = {
    Enter: () => onOpen?.(row),
    ' ': () => onPeek?.(row),
    x: () => toggle(rowKey(row)),
  }
  const act = acts[event.key]
  if (!act || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  act()
}

function rowKeyAt<Row>(items: readonly Row[], index: number, rowKey: (row: Row) => string): string {
  const row = items[index]
  return row === undefined ? String(index) : rowKey(row)
}

function FetchBar({ shown }: { shown: boolean }) {
  return (
    <div className="sticky start-0 top-0 z-20 h-0" aria-hidden="true">
      {shown && <div className="h-0.5 w-full animate-pulse bg-accent" />}
    </div>
  )
}

function Count<Row>({ list, total }: { list: List<Row>; total: number | undefined }) {
  const t = useTranslations('common')
  const count = list.items.length
  return (
    <p className="text-xs text-muted" role="status">
      {total === undefined
        ? t(list.hasNextPage ? 'rowsLoaded' : 'rowsAll', { count })
        : t('rowsOf', { count, total })}
    </p>
  )
}
