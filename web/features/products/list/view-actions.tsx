'use client'

import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { newKey } from '#client/answer.ts'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { isSameFilter, noFilter, type useProductFilter } from './product-filter.ts'
import type { SavedView, useSavedViews } from './views.ts'

interface ViewActionsProps {
  state: ReturnType<typeof useProductFilter>
  views: ReturnType<typeof useSavedViews>
  columns: readonly string[] | null
}

/** Keeps what is shown now under a name, and changes or removes what was kept. */
export function ViewActions({ state, views, columns }: ViewActionsProps) {
  const t = useTranslations('products')
  const [isNaming, setNaming] = useState(false)
  const { filter } = state
  const current = views.saved.find(({ id }) => id === state.view)
  const isChanged = current !== undefined && !isSame(current, { filter, columns })
  const keep = (view: SavedView) => {
    views.save(view)
    state.show(view.id)
    showToast(t('viewSaved', { name: view.name }))
  }
  const remove = (view: SavedView) => {
    views.remove(view.id)
    state.show('')
    showToast(t('viewRemoved', { name: view.name }), { undo: () => views.save(view) })
  }
  return (
    <>
      <Menu
        label={t('viewMenu')}
        button={
          <>
            <Bookmark size={16} aria-hidden="true" />
            {isChanged && <span className="text-xs text-muted">{t('viewChanged')}</span>}
          </>
        }
      >
        {current && (
          <MenuItem disabled={!isChanged} onSelect={() => keep({ ...current, filter, columns })}>
            {t('saveView', { name: current.name })}
          </MenuItem>
        )}
        <MenuItem onSelect={() => setNaming(true)}>{t('saveViewAs')}</MenuItem>
        {current && (
          <>
            <MenuItem disabled={!isChanged} onSelect={() => state.show(current.id)}>
              {t('resetView')}
            </MenuItem>
            <MenuItem danger onSelect={() => remove(current)}>
              {t('removeView', { name: current.name })}
            </MenuItem>
          </>
        )}
      </Menu>
      {isNaming && (
        <NameView
          onClose={() => setNaming(false)}
          onName={(name) => keep({ id: newKey(), name, filter, columns })}
        />
      )}
    </>
  )
}

function isSame(view: SavedView, now: Pick<SavedView, 'filter' | 'columns'>): boolean {
  const columnsOf = ({ columns }: Pick<SavedView, 'columns'>) => columns?.toSorted().join() ?? ''
  return (
    isSameFilter({ ...noFilter, ...view.filter }, now.filter) && columnsOf(view) === columnsOf(now)
  )
}

function NameView({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const [name, setName] = useState('')
  return (
    <Dialog
      title={t('saveViewAs')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form="name-view" look="primary">
            {common('save')}
          </Button>
        </>
      }
    >
      <form
        id="name-view"
        onSubmit={(event) => {
          event.preventDefault()
          onName(name.trim())
          onClose()
        }}
      >
        <TextField
          autoFocus
          required
          maxLength={60}
          label={t('viewName')}
          help={t('viewNameHelp')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
