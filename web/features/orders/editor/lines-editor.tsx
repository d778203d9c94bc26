'use client'

import { Plus } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Order } from '../order-data.ts'
import { LineEditor, lineGrid } from './line-editor.tsx'
import { emptyLine, filledLines, type LineDraft, type OrderDraft } from './order-draft.ts'

interface LinesEditorProps {
  draft: OrderDraft
  order: Order | undefined
  companyCurrency: string
  isLocked: boolean
  errorOf: (path: string) => string | undefined
  onChange: (lines: LineDraft[]) => void
}

/** The lines of the order, and the way to one more. */
export function LinesEditor({
  draft,
  order,
  companyCurrency,
  isLocked,
  errorOf,
  onChange,
}: LinesEditorProps) {
  const t = useTranslations('orders')
  const { change, remove } = useLineChanges(draft.lines, onChange)
  const filled = filledLines(draft)
  const isAfterDraft = order !== undefined && order.stage !== 'draft'
  const error = (line: LineDraft, field: string) => {
    const index = filled.indexOf(line)
    return index < 0 ? undefined : errorOf(`lines.${index}.${field}`)
  }
  return (
    <Card title={t('linesTitle', { count: filled.length })}>
      <LineTitles />
      <ul>
        {draft.lines.map((line) => (
          <LineEditor
            key={line.key}
            line={line}
            currency={draft.currency}
            companyCurrency={companyCurrency}
            stored={isAfterDraft ? order.lines.find(({ id }) => id === line.id) : undefined}
            isProductFixed={isAfterDraft && line.id !== undefined}
            isLocked={isLocked}
            productError={error(line, 'productId')}
            quantityError={error(line, 'quantity')}
            costError={error(line, 'unitCost')}
            discountError={error(line, 'discountPercent')}
            onChange={change}
            onRemove={remove}
          />
        ))}
      </ul>
      {order && isAfterDraft && <Removed order={order} draft={draft} />}
      {!isLocked && (
        <div className="p-3">
          <Button
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => onChange([...draft.lines, emptyLine()])}
          >
            {t('addLine')}
          </Button>
        </div>
      )}
    </Card>
  )
}

/** The rows get the same functions each time, so that typing in one does not draw all the others. */
function useLineChanges(current: LineDraft[], onChange: (lines: LineDraft[]) => void) {
  const latest = useRef({ current, onChange })
  useEffect(() => {
    latest.current = { current, onChange }
  })
  const change = useCallback((line: LineDraft) => {
    const { current: lines, onChange: tell } = latest.current
    tell(lines.map((other) => (other.key === line.key ? line : other)))
  }, [])
  const remove = useCallback((key: string) => {
    const { current: lines, onChange: tell } = latest.current
    tell(lines.filter((line) => line.key !== key))
  }, [])
  return { change, remove }
}

function LineTitles() {
  const t = useTranslations('orders')
  return (
    <div
      aria-hidden="true"
      className={`hidden gap-x-3 border-b border-border px-4 py-2 text-xs text-muted lg:grid ${lineGrid}`}
    >
      <span>{t('product')}</span>
      <span className="text-end">{t('quantity')}</span>
      <span className="text-end">{t('unitCost')}</span>
      <span className="text-end">{t('discount')}</span>
      <span className="text-end">{t('lineTotal')}</span>
    </div>
  )
}

/** Lines that the change takes out, so that nobody does it unseen. */
function Removed({ order, draft }: { order: Order; draft: OrderDraft }) {
  const format = useFormat()
  const t = useTranslations('orders')
  const removed = order.lines.filter((line) => !draft.lines.some(({ id }) => id === line.id))
  if (removed.length === 0) return null
  return (
    <ul className="border-b border-border px-4 py-2 text-muted">
      {removed.map((line) => (
        <li key={line.id}>
          <del>
            {format.number(line.quantity)} × {line.name}
          </del>{' '}
          <bdi dir="ltr">{line.sku}</bdi> – {t('willBeRemoved')}
        </li>
      ))}
    </ul>
  )
}
