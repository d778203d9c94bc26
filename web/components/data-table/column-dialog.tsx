'use client'

import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { CheckField } from '#web/components/ui/field.tsx'
import { type ColumnName, shownColumns } from './columns.ts'

interface ColumnDialogProps {
  columns: readonly ColumnName[]
  /** Ids of the columns that somebody chose; null while nobody did. */
  chosen: readonly string[] | null
  onChange: (chosen: readonly string[] | null) => void
  isCompact: boolean
  onCompact: (compact: boolean) => void
  onClose: () => void
}

/** Which columns a table shows, and how close its rows are. */
export function ColumnDialog(props: ColumnDialogProps) {
  const { columns, chosen, onChange } = props
  const t = useTranslations('common')
  const shown = new Set(shownColumns(columns, chosen ?? undefined).map(({ id }) => id))
  const toggle = (id: string) => {
    const next = shown.has(id) ? [...shown].filter((one) => one !== id) : [...shown, id]
    onChange(next)
  }
  return (
    <Dialog
      title={t('columns')}
      shape="side"
      onClose={props.onClose}
      actions={
        <Button disabled={chosen === null} onClick={() => onChange(null)}>
          {t('usualColumns')}
        </Button>
      }
    >
      <div className="grid gap-1">
        {columns.map(({ id, title, pinned }) => (
          <CheckField
            key={id}
            label={title}
            checked={shown.has(id)}
            disabled={pinned === true}
            onChange={() => toggle(id)}
          />
        ))}
        <hr className="my-2 border-border" />
        <CheckField
          label={t('compactRows')}
          checked={props.isCompact}
          onChange={(event) => props.onCompact(event.target.checked)}
        />
      </div>
    </Dialog>
  )
}
