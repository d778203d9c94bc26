'use client'

import { Columns3, Download, FolderTree, ListFilter, Upload } from 'lucide-react'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SearchField } from '#web/components/data-table/search-field.tsx'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useIsNarrow } from '#web/lib/use-media.ts'
import { FilterPanel } from './filter-panel.tsx'
import { queryOf, type useProductFilter } from './product-filter.ts'
import { useExport } from './use-export.ts'
import type { TableChoices } from './use-table-choices.ts'
import { ViewActions } from './view-actions.tsx'
import type { useSavedViews } from './views.ts'

const ColumnDialog = whenOpened(() =>
  import('#web/components/data-table/column-dialog.tsx').then((module) => module.ColumnDialog),
)

interface ToolbarProps {
  state: ReturnType<typeof useProductFilter>
  views: ReturnType<typeof useSavedViews>
  table: TableChoices
}

/** Search, filter, views and columns, in one row above the table. */
export function Toolbar(props: ToolbarProps) {
  const { state, table } = props
  const { filter, change } = state
  const t = useTranslations('products')
  const isNarrow = useIsNarrow()
  const [open, setOpen] = useState<'filter' | 'columns' | null>(null)
  const search = useCallback((q: string) => change({ q }), [change])
  const toggle = (name: 'filter' | 'columns') => setOpen(open === name ? null : name)
  useShortcuts([{ keys: 'f', label: t('filter'), run: () => toggle('filter') }])
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2">
        <SearchField label={t('search')} value={filter.q} onChange={search} />
        <Button
          icon={<ListFilter size={16} aria-hidden="true" />}
          aria-expanded={open === 'filter'}
          onClick={() => toggle('filter')}
        >
          {t('filter')}
        </Button>
        {!isNarrow && (
          <Button
            icon={<Columns3 size={16} aria-hidden="true" />}
            onClick={() => toggle('columns')}
          >
            {t('columns')}
          </Button>
        )}
        <ViewActions state={state} views={props.views} columns={table.chosen} />
        {!isNarrow && <FileActions filter={filter} />}
      </div>
      {open === 'filter' && <FilterPanel filter={filter} onChange={change} />}
      {open === 'columns' && (
        <ColumnDialog
          columns={table.all}
          chosen={table.chosen}
          onChange={table.choose}
          isCompact={table.isCompact}
          onCompact={table.setCompact}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

/** What leads out of the table: files and the tree of categories. */
function FileActions({ filter }: Pick<ToolbarProps['state'], 'filter'>) {
  const t = useTranslations('products')
  const router = useRouter()
  const can = useCan()
  const { download, isPending } = useExport()
  const { q, supplierId, categoryId } = queryOf(filter)
  return (
    <div className="ms-auto flex">
      <IconButton label={t('categories')} onClick={() => router.push('/products/categories')}>
        <FolderTree size={18} aria-hidden="true" />
      </IconButton>
      {can('products:write') && (
        <IconButton label={t('importFile')} onClick={() => router.push('/products/import')}>
          <Upload size={18} aria-hidden="true" />
        </IconButton>
      )}
      <IconButton
        label={t('exportFile')}
        disabled={isPending}
        onClick={() =>
          download({
            ...(q && { q }),
            ...(supplierId && { supplierId }),
            ...(categoryId && { categoryId }),
          })
        }
      >
        <Download size={18} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
