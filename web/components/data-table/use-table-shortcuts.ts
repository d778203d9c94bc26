import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import type { DataTableProps, GridKeys } from './data-table.tsx'

/** The letters of a table, wherever the focus is; the other keys are its own while it has it. */
export function useTableShortcuts<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  { list, rowKey, onOpen, onPeek, onSelect }: DataTableProps<Row>,
  { active, go, toggle }: GridKeys,
): void {
  const t = useTranslations('common')
  const row = list.items[active]
  const step = (by: number) => {
    scroller.current?.focus({ preventScroll: true })
    go(Math.min(Math.max(0, active + by), list.items.length - 1))
  }
  useShortcuts([
    { keys: 'j', label: t('nextRow'), run: () => step(1) },
    { keys: 'k', label: t('rowBefore'), run: () => step(-1) },
    ...(onOpen ? [{ keys: 'Enter', label: t('openRow') }] : []),
    ...(onPeek ? [{ keys: 'Space', label: t('peekRow') }] : []),
    ...(onSelect
      ? [{ keys: 'x', label: t('selectThisRow'), run: () => row && toggle(rowKey(row)) }]
      : []),
  ])
}
