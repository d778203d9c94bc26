'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { wordsOf } from '#web/components/ui/states.tsx'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { canonicalDecimal, typedDecimal } from '#web/lib/decimals.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { useIsNarrow } from '#web/lib/use-media.ts'
import { useInlineSave } from './use-inline-save.ts'
import type { Product } from './use-products.ts'

export type InlineField = 'price' | 'cost' | 'reorderPoint'

interface InlineDecimalProps {
  product: Product
  field: InlineField
  canEdit: boolean
}

/** A number of a row: a press, or Enter on it, makes it a field. */
export function InlineDecimal({ product, field, canEdit }: InlineDecimalProps) {
  const t = useTranslations('products')
  const format = useFormat()
  const isNarrow = useIsNarrow()
  const [isEdited, setEdited] = useState(false)
  const value = product[field]
  const shown =
    typeof value === 'number' ? format.number(value) : format.money(value, product.currency)
  // On a phone a row is for opening: a field in it would be too small to hit.
  if (!canEdit || isNarrow) return <>{shown}</>
  if (isEdited) return <Editor product={product} field={field} onEnd={() => setEdited(false)} />
  return (
    <button
      type="button"
      aria-label={t('editValue', { field: t(field), name: product.name, value: shown })}
      onClick={() => setEdited(true)}
      className="-mx-2 min-h-6 rounded-control px-2 tabular-nums outline-offset-0 hover:shadow-[inset_0_0_0_1px_var(--control)] pointer-coarse:min-h-9"
    >
      {shown}
    </button>
  )
}

interface EditorProps {
  product: Product
  field: InlineField
  onEnd: () => void
}

/** Enter saves, Escape leaves it as it was; what was refused is said below the field. */
function Editor({ product, field, onEnd }: EditorProps) {
  const t = useTranslations('products')
  const locale = useLocale()
  const [typed, setTyped] = useState(() => typedDecimal(String(product[field]), locale))
  // What others do meanwhile comes in by itself; the version is that of what one saw at the start.
  const [seen] = useState(product)
  const save = useInlineSave(seen, field, onEnd)
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') onEnd()
    if (event.key === 'Enter') save.submit(canonicalDecimal(typed, locale))
  }
  return (
    <>
      <input
        autoFocus
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={t('valueOf', { field: t(field), name: product.name })}
        aria-invalid={save.error ? true : undefined}
        value={typed}
        disabled={save.isPending}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!save.error && !save.isPending) onEnd()
        }}
        className="number -mx-2 h-7 w-[calc(100%+1rem)] rounded-control border border-control bg-surface px-2 text-table outline-offset-0 aria-invalid:border-bad"
      />
      {save.error && <Note error={save.error} newer={save.newer} onClose={onEnd} />}
    </>
  )
}

interface NoteProps {
  error: Error
  /** What somebody else saved meanwhile, as it is shown. */
  newer: string | undefined
  onClose: () => void
}

/** Why it was not saved, in front of everything and below the field. */
function Note({ error, newer, onClose }: NoteProps) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const place = useRef<HTMLDivElement>(null)
  const [issue] = error instanceof ApiProblem ? [...error.fields.values()] : []
  const said = issue ?? wordsOf(error, common)
  useEffect(() => {
    const note = place.current
    const cell = note?.parentElement?.getBoundingClientRect()
    if (!note || !cell) return
    note.showPopover()
    const left = Math.min(cell.left, innerWidth - note.offsetWidth - 8)
    note.style.left = `${Math.max(8, left)}px`
    note.style.top = `${cell.bottom + 4}px`
  }, [])
  return (
    <div
      ref={place}
      popover="manual"
      role="alert"
      className="fixed inset-auto m-0 w-72 rounded-card border border-bad bg-surface p-3 text-start text-sm whitespace-normal text-text shadow-xl"
    >
      <p>{newer === undefined ? said : t('changedMeanwhile', { value: newer })}</p>
      <button
        type="button"
        onClick={onClose}
        className="mt-2 min-h-6 text-xs text-muted underline-offset-2 hover:underline"
      >
        {t('leaveAsIs')}
      </button>
    </div>
  )
}
