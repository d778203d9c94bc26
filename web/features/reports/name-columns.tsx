import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { CutText } from '#web/components/ui/cut-text.tsx'

/** The columns that say which product a row is about. */
export function useNameColumns<Item extends { name: string; sku: string }>(): Column<Item>[] {
  const t = useTranslations('reports')
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('product'),
        cell: ({ name }) => <CutText>{name}</CutText>,
        width: 'minmax(12rem, 2fr)',
        narrow: 'title',
        pinned: true,
      },
      {
        id: 'sku',
        title: t('sku'),
        cell: ({ sku }) => <bdi dir="ltr">{sku}</bdi>,
        width: 'minmax(7rem, 1fr)',
        narrow: 'below',
      },
    ],
    [t],
  )
}
