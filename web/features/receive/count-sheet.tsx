'use client'

import { CheckCheck } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PickLocation, useLocations } from '#web/components/pickers/pick-location.tsx'
import { LazyCamera } from '#web/components/scan/lazy-camera.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { useSettings } from '#web/lib/api/use-session.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { useWedge } from '#web/lib/scan/use-wedge.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { LineCard } from './line-card.tsx'
import { ReceiptSummary } from './receipt-summary.tsx'
import {
  acceptedOf,
  countedLines,
  deliveredOf,
  emptyEntry,
  faultOf,
  type LineEntry,
  type ReceiptDraft,
} from './receipt-draft.ts'
import type { Order, OrderLine } from './receive-data.ts'
import { useLineScan } from './use-line-scan.ts'
import type { useReceipt } from './use-receipt.ts'

interface CountSheetProps {
  order: Order
  receipt: ReturnType<typeof useReceipt>
  isScanning: boolean
  onScanned: () => void
}

/** The lines of a delivery, to be counted; what is scanned counts one more. */
export function CountSheet({ order, receipt, isScanning, onScanned }: CountSheetProps) {
  const { data: settings } = useSettings()
  const [isClosing, setClosing] = useState(false)
  const { draft, setLine, refusals } = receipt
  const scan = useLineScan(order, draft, setLine)
  useWedge(scan.onScan, !isClosing)
  const list = useRef<HTMLUListElement>(null)
  const tolerance = settings?.overReceiptTolerancePercent ?? 0
  const change = useSteady(setLine)
  const next = useCallback((id: string) => focusAfter(list.current, id), [])
  const open = order.lines.filter(
    (line) => line.openQuantity > 0 || deliveredOf(draft.lines[line.id] ?? emptyEntry) > 0,
  )
  const counted = countedLines(order, draft)
  const isFaulty = counted.some(({ line, entry }) => faultOf(line, entry, tolerance) !== undefined)
  const all = () => receipt.change({ lines: { ...draft.lines, ...allOpen(open, draft) } })
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto grid max-w-3xl gap-3 p-3 sm:p-4">
          {isScanning && <LazyCamera onScan={scan.onScan} onClose={onScanned} />}
          {scan.message !== '' && (
            <p role="status" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
              {scan.message}
            </p>
          )}
          <Refusal error={refusals.rest} />
          <Place receipt={receipt} />
          <ul ref={list} className="grid gap-3">
            {open.map((line) => (
              <LineCard
                key={line.id}
                line={line}
                entry={draft.lines[line.id] ?? emptyEntry}
                tolerance={tolerance}
                isMarked={scan.markedId === line.id}
                refusal={refusals.byLine.get(line.id)}
                onChange={change}
                onNext={next}
              />
            ))}
          </ul>
          <ClosedLines order={order} shown={open.map(({ id }) => id)} />
          <RejectReasons />
        </div>
      </div>
      <FootBar
        lines={counted.length}
        items={counted.reduce((sum, { entry }) => sum + acceptedOf(entry), 0)}
        isFaulty={isFaulty}
        onAll={all}
        onClose={() => setClosing(true)}
      />
      {isClosing && (
        <ReceiptSummary order={order} receipt={receipt} onClose={() => setClosing(false)} />
      )}
    </div>
  )
}

/** Everything that is open, with what was noted of it already. */
function allOpen(open: readonly OrderLine[], draft: ReceiptDraft): ReceiptDraft['lines'] {
  return Object.fromEntries(
    open.map((line): [string, LineEntry] => [
      line.id,
      { ...(draft.lines[line.id] ?? emptyEntry), quantity: String(line.openQuantity) },
    ]),
  )
}

/** The same function each time, so that typing in one line does not draw all the others. */
function useSteady(setLine: (id: string, entry: LineEntry) => void) {
  const latest = useRef(setLine)
  useEffect(() => {
    latest.current = setLine
  })
  return useCallback((id: string, entry: LineEntry) => latest.current(id, entry), [])
}

function RejectReasons() {
  const t = useTranslations('receive')
  return (
    <datalist id="reject-reasons">
      {(['damaged', 'wrong', 'quality'] as const).map((name) => (
        <option key={name} value={t(`reason_${name}`)} />
      ))}
    </datalist>
  )
}

/** The quantity of the next line; after the last one the button that ends the count. */
function focusAfter(list: HTMLUListElement | null, id: string): void {
  const cards = [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
  const at = cards.findIndex((card) => card.dataset['line'] === id)
  const field = cards[at + 1]?.querySelector<HTMLElement>('input')
  const target = field ?? document.querySelector<HTMLElement>('[data-end-of-count]')
  target?.focus()
  target?.scrollIntoView({ block: 'center' })
}

/** Where the goods are put, and the number of the delivery note; folded away until it is wanted. */
function Place({ receipt }: { receipt: CountSheetProps['receipt'] }) {
  const t = useTranslations('receive')
  const { data: locations } = useLocations()
  const { draft, change } = receipt
  const placeId = draft.locationId || MAIN_LOCATION_ID
  const place = locations?.items.find(({ id }) => id === placeId)?.name
  const isChoice = (locations?.items.filter(({ active }) => active).length ?? 0) > 1
  return (
    <details className="rounded-card border border-border bg-surface">
      <summary className="min-h-11 content-center px-3">
        {[place && t('intoPlaceShort', { place }), draft.reference || t('noReference')]
          .filter(Boolean)
          .join(' · ')}
      </summary>
      <div className="grid gap-3 border-t border-border p-3 sm:grid-cols-2">
        {isChoice && (
          <PickLocation
            label={t('location')}
            value={placeId}
            onChange={(locationId) => change({ locationId })}
          />
        )}
        <TextField
          label={t('reference')}
          optional
          value={draft.reference}
          maxLength={200}
          onChange={(event) => change({ reference: event.target.value })}
        />
      </div>
    </details>
  )
}

function ClosedLines({ order, shown }: { order: Order; shown: readonly string[] }) {
  const t = useTranslations('receive')
  const format = useFormat()
  const closed = order.lines.filter(({ id }) => !shown.includes(id))
  if (closed.length === 0) return null
  return (
    <details className="rounded-card border border-border bg-surface">
      <summary className="min-h-11 content-center px-3">
        {t('closedLines', { count: closed.length })}
      </summary>
      <ul className="border-t border-border px-3 py-2 text-muted">
        {closed.map((line) => (
          <li key={line.id} className="flex justify-between gap-3">
            <span className="truncate">{line.name}</span>
            <span className="number">
              {t('receivedOf', {
                received: format.number(line.receivedQuantity),
                ordered: format.number(line.quantity),
              })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

interface FootBarProps {
  lines: number
  items: number
  isFaulty: boolean
  onAll: () => void
  onClose: () => void
}

/** Where the thumb is: all at once, or on to the summary. */
function FootBar({ lines, items, isFaulty, onAll, onClose }: FootBarProps) {
  const t = useTranslations('receive')
  return (
    <footer className="shrink-0 border-t border-border bg-surface px-3 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      <div className="mx-auto flex max-w-3xl flex-wrap items-center gap-2">
        <Button icon={<CheckCheck size={16} aria-hidden="true" />} onClick={onAll}>
          {t('allOpen')}
        </Button>
        <span className="grow" />
        {isFaulty && <span className="text-xs text-bad">{t('lookAtLines')}</span>}
        <Button
          look="primary"
          data-end-of-count
          disabled={lines === 0 || isFaulty}
          onClick={onClose}
          className="max-sm:grow"
        >
          {lines === 0 ? t('nothingCounted') : t('check', { items })}
        </Button>
      </div>
    </footer>
  )
}
