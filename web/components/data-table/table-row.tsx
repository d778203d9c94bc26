'use client'

import type { CSSProperties, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import type { Column } from './columns.ts'

interface RowProps<Row> {
  id: string
  index: number
  row: Row
  columns: readonly Column<Row>[]
  template: string
  isActive: boolean
  /** Two lines below the title on a phone. */
  isTall: boolean
  /** Undefined where rows cannot be selected. */
  selected: boolean | undefined
  onToggle: () => void
  /** Pressed; on what does something by itself, or on the row. */
  onPress: (isOnRow: boolean) => void
  style: CSSProperties
}

const shape = 'absolute inset-x-0 top-0 border-b border-border text-table hover:bg-sunken'

/** A press on what does something by itself is not one on the row. */
function isOnRow(target: EventTarget): boolean {
  return (target as HTMLElement).closest('a, button, input, select, label') === null
}

export function WideRow<Row>(props: RowProps<Row>) {
  const { row, columns, template, isActive, selected } = props
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      onClick={(event) => props.onPress(isOnRow(event.target))}
      style={{ ...props.style, gridTemplateColumns: template }}
      className={classNames(
        shape,
        'grid cursor-pointer items-center',
        selected && 'bg-accent-soft',
        isActive &&
          'shadow-[inset_3px_0_0_var(--accent)] rtl:shadow-[inset_-3px_0_0_var(--accent)]',
      )}
    >
      {selected !== undefined && (
        <div role="gridcell" className="flex justify-center">
          <Tick selected={selected} onToggle={props.onToggle} />
        </div>
      )}
      {columns.map(({ id, cell, numeric }) => (
        <div key={id} role="gridcell" className={classNames('truncate px-3', numeric && 'number')}>
          {cell(row)}
        </div>
      ))}
    </div>
  )
}

export function NarrowRow<Row>(props: RowProps<Row>) {
  const { row, columns, isActive, selected, isTall } = props
  const at = (place: Column<Row>['narrow']): ReactNode[] =>
    columns
      .filter(({ narrow }) => narrow === place)
      .map(({ id, cell }) => (
        // The first of a line gives way, so that the words after it stay whole.
        <span
          key={id}
          className={
            isTall
              ? undefined
              : 'max-w-2/3 shrink-0 truncate first:max-w-none first:min-w-0 first:shrink'
          }
        >
          {cell(row)}
        </span>
      ))
  const actions = at('action')
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      onClick={(event) => props.onPress(isOnRow(event.target))}
      style={props.style}
      className={classNames(
        shape,
        'flex items-center gap-3 px-3',
        selected && 'bg-accent-soft',
        isActive &&
          'shadow-[inset_3px_0_0_var(--accent)] rtl:shadow-[inset_-3px_0_0_var(--accent)]',
      )}
    >
      {selected !== undefined && (
        <div role="gridcell">
          <Tick selected={selected} onToggle={props.onToggle} />
        </div>
      )}
      <div role="gridcell" className="min-w-0 grow">
        <div className="truncate text-sm font-medium">{at('title')}</div>
        <div
          className={classNames(
            'text-xs text-muted',
            isTall ? 'line-clamp-2' : 'flex items-center gap-2 truncate',
          )}
        >
          {at('below')}
        </div>
      </div>
      <div role="gridcell" className="number grid justify-items-end gap-0.5 text-sm">
        <div>{at('value')}</div>
        <div className="text-xs text-muted">{at('belowValue')}</div>
      </div>
      {actions.length > 0 && <div role="gridcell">{actions}</div>}
    </div>
  )
}

function Tick({ selected, onToggle }: { selected: boolean; onToggle: () => void }) {
  const t = useTranslations('common')
  return (
    <input
      type="checkbox"
      aria-label={t('selectRow')}
      checked={selected}
      onChange={onToggle}
      className="size-4 accent-accent pointer-coarse:size-6"
    />
  )
}
