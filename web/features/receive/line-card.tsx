'use client'

import { CheckCheck, Minus, PackageX, Plus } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { deliveredOf, faultOf, type LineEntry, withMore } from './receipt-draft.ts'
import type { OrderLine } from './receive-data.ts'

interface LineCardProps {
  line: OrderLine
  entry: LineEntry
  /** Percent that may come on top. */
  tolerance: number
  /** It was scanned just now. */
  isMarked: boolean
  /** What the server refused about it. */
  refusal: string | undefined
  onChange: (id: string, entry: LineEntry) => void
  onNext: (id: string) => void
}

/** One line of a delivery: what is open, what came, and what of it is sent back. */
export const LineCard = memo(function LineCard(props: LineCardProps) {
  const { line, entry, isMarked, onChange } = props
  const t = useTranslations('receive')
  const [isRejecting, setRejecting] = useState(entry.rejected !== '')
  const words = useFaultWords(props)
  const change = (next: LineEntry) => onChange(line.id, next)
  const isCounted = deliveredOf(entry) > 0
  return (
    <li
      data-line={line.id}
      className={classNames(
        'grid gap-3 rounded-card border bg-surface p-3 scroll-m-4',
        isMarked || isCounted ? 'border-accent' : 'border-border',
        isMarked && 'bg-accent-soft',
      )}
    >
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_21rem] sm:items-center sm:gap-6">
        <LineHead line={line} />
        <Count line={line} entry={entry} onChange={change} onNext={() => props.onNext(line.id)} />
      </div>
      {isCounted && !isRejecting && (
        <Button
          look="quiet"
          className="justify-self-start"
          icon={<PackageX size={16} aria-hidden="true" />}
          onClick={() => setRejecting(true)}
        >
          {t('someRejected')}
        </Button>
      )}
      {isRejecting && (
        <Rejected
          entry={entry}
          onChange={change}
          onClose={() => {
            setRejecting(false)
            change({ ...entry, rejected: '', reason: '' })
          }}
        />
      )}
      {words !== undefined && (
        <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
          {words}
        </p>
      )}
    </li>
  )
})

function LineHead({ line }: { line: OrderLine }) {
  const t = useTranslations('receive')
  const format = useFormat()
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 grow">
        <p className="font-medium break-words">{line.name}</p>
        <bdi dir="ltr" className="text-xs text-muted">
          {line.sku}
        </bdi>
      </div>
      <p className="shrink-0 text-end">
        <span className="block text-title font-semibold tabular-nums">
          {format.number(line.openQuantity)}
        </span>
        <span className="text-xs text-muted">
          {t('openOf', {
            ordered: format.number(line.quantity - line.cancelledQuantity),
            received: format.number(line.receivedQuantity),
          })}
        </span>
      </p>
    </div>
  )
}

interface CountProps {
  line: OrderLine
  entry: LineEntry
  onChange: (entry: LineEntry) => void
  onNext: () => void
}

/** How many came: typed, one by one, or all at once. */
function Count({ line, entry, onChange, onNext }: CountProps) {
  const t = useTranslations('receive')
  const format = useFormat()
  const counted = deliveredOf(entry)
  const step = 'border border-control max-sm:size-11'
  return (
    <div className="flex items-end gap-2">
      <IconButton
        label={t('less', { sku: line.sku })}
        className={step}
        disabled={counted === 0}
        onClick={() => onChange(withMore(entry, -1))}
      >
        <Minus size={18} aria-hidden="true" />
      </IconButton>
      <div className="min-w-20 flex-1 sm:max-w-40">
        <DecimalField
          label={t('came')}
          value={entry.quantity}
          onChange={(quantity) => onChange({ ...entry, quantity })}
          onEnter={onNext}
        />
      </div>
      <IconButton
        label={t('more', { sku: line.sku })}
        className={step}
        onClick={() => onChange(withMore(entry, 1))}
      >
        <Plus size={18} aria-hidden="true" />
      </IconButton>
      <Button
        aria-pressed={counted === line.openQuantity}
        disabled={line.openQuantity === 0}
        icon={<CheckCheck size={16} aria-hidden="true" />}
        className="ms-auto"
        onClick={() => onChange({ ...entry, quantity: String(line.openQuantity) })}
      >
        {t('allOf', { open: format.number(line.openQuantity) })}
      </Button>
    </div>
  )
}

function Rejected({
  entry,
  onChange,
  onClose,
}: {
  entry: LineEntry
  onChange: (entry: LineEntry) => void
  onClose: () => void
}) {
  const t = useTranslations('receive')
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] items-start gap-2">
      <DecimalField
        label={t('rejected')}
        value={entry.rejected}
        autoFocus
        onChange={(rejected) => onChange({ ...entry, rejected })}
      />
      <TextField
        label={t('why')}
        value={entry.reason}
        maxLength={500}
        list="reject-reasons"
        onChange={(event) => onChange({ ...entry, reason: event.target.value })}
      />
      <p className="col-span-full flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
        {t('rejectedHelp')}
        <Button look="quiet" onClick={onClose}>
          {t('noneRejected')}
        </Button>
      </p>
    </div>
  )
}

/** What is wrong with the entry, before or after the server was asked. */
function useFaultWords({ line, entry, tolerance, refusal }: LineCardProps): string | undefined {
  const t = useTranslations('receive')
  const format = useFormat()
  const fault = faultOf(line, entry, tolerance)
  switch (fault?.kind) {
    case undefined:
      return refusal
    case 'over':
      return t('tooMany', {
        open: format.number(fault.open),
        most: format.number(fault.most),
        tolerance: format.percent(tolerance / 100),
      })
    case 'rejectedMore':
      return t('rejectedMore')
    case 'reasonMissing':
      return t('reasonMissing')
  }
}
