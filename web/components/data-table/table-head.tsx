'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import type { Column } from './columns.ts'
import type { DataTableProps } from './data-table.tsx'

/** The titles of the columns, which stay in sight; those that can be sorted by are buttons. */
export function TableHead<Row>({
  columns,
  template,
  sort,
  onSort,
  list,
  rowKey,
  selected,
  onSelect,
}: DataTableProps<Row> & { template: string }) {
  const t = useTranslations('common')
  const all = list.items.map(rowKey)
  const isAll = selected !== undefined && all.length > 0 && all.every((key) => selected.has(key))
  return (
    <div role="rowgroup" className="sticky top-0 z-10 min-w-fit">
      <div
        role="row"
        style={{ gridTemplateColumns: template }}
        className="grid h-9 items-center border-b border-border bg-surface text-xs font-medium text-muted"
      >
        {selected && (
          <div role="columnheader" className="flex justify-center">
            <input
              type="checkbox"
              aria-label={t('selectAllLoaded')}
              checked={isAll}
              onChange={() => onSelect?.(new Set(isAll ? [] : all))}
              className="size-4 accent-accent"
            />
          </div>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  )
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
}) {
  const { title, numeric } = column
  const direction =
    sort === undefined || column.sort === undefined ? undefined : directionOf(sort, column.sort)
  return (
    <div
      role="columnheader"
      aria-sort={direction}
      className={classNames('truncate px-3', numeric && 'text-end')}
    >
      {column.sort !== undefined && onSort ? (
        <button
          type="button"
          onClick={() =>
            onSort(direction === 'ascending' ? `-${column.sort}` : (column.sort ?? ''))
          }
          className="inline-flex min-h-6 items-center gap-1 hover:text-text"
        >
          {title}
          {direction === 'ascending' && <ArrowUp size={14} aria-hidden="true" />}
          {direction === 'descending' && <ArrowDown size={14} aria-hidden="true" />}
        </button>
      ) : (
        title
      )}
    </div>
  )
}

function directionOf(sort: string, column: string): 'ascending' | 'descending' | undefined {
  if (sort === column) return 'ascending'
  return sort === `-${column}` ? 'descending' : undefined
}
