'use client'

import { Hand, Percent, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { useOutboxEntries } from '#web/lib/offline/use-outbox.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { changeFor, type Total } from './cart.ts'
import type { Receipt } from './use-sale.ts'

interface TillPanelProps {
  totals: readonly Total[]
  lineCount: number
  heldCount: number
  busy: boolean
  error: Error | null
  onPay: () => void
  onQuantity: () => void
  onDiscount: () => void
  onHold: () => void
  onShowHeld: () => void
}

/** The total, and what can be done with the sale; each button shows its key. */
export function TillPanel(props: TillPanelProps) {
  const t = useTranslations('till')
  const isEmpty = props.lineCount === 0
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-2 max-md:order-2">
        <Button
          disabled={isEmpty}
          shortcut="F2"
          onClick={props.onQuantity}
          className="min-h-11 max-md:hidden"
        >
          {t('quantity')}
        </Button>
        <Button
          disabled={isEmpty}
          shortcut="F4"
          icon={<Percent size={16} aria-hidden="true" className="md:hidden" />}
          onClick={props.onDiscount}
          className="min-h-11"
        >
          {t('discount')}
        </Button>
        <Button
          disabled={isEmpty}
          shortcut="F8"
          icon={<Hand size={16} aria-hidden="true" className="md:hidden" />}
          onClick={props.onHold}
          className="min-h-11"
        >
          {t('hold')}
        </Button>
        {props.heldCount > 0 && (
          <Button onClick={props.onShowHeld} className="min-h-11 max-md:col-span-full">
            {t('heldCount', { count: props.heldCount })}
          </Button>
        )}
      </div>
      <Refusal error={props.error} />
      <Totals totals={props.totals} lineCount={props.lineCount} />
      <Button
        look="primary"
        shortcut="F9"
        busy={props.busy}
        disabled={isEmpty}
        onClick={props.onPay}
        className="min-h-14 text-base max-md:order-3"
      >
        {t('pay', { count: props.lineCount })}
      </Button>
    </div>
  )
}

function Totals({ totals, lineCount }: { totals: readonly Total[]; lineCount: number }) {
  const t = useTranslations('till')
  const format = useFormat()
  const shown = totals.length > 0 ? totals : [{ currency: format.companyCurrency, amount: '0' }]
  return (
    <div className="flex items-baseline gap-3" role="status" aria-label={t('total')}>
      <span className="grow text-muted">{t('totalOf', { count: lineCount })}</span>
      <span className="grid">
        {shown.map(({ currency, amount }) => (
          <span key={currency} className="number text-total font-semibold">
            {format.money(amount, currency)}
          </span>
        ))}
      </span>
    </div>
  )
}

interface ReceiptCardProps {
  receipt: Receipt
  undoing: boolean
  error: Error | null
  onUndo: () => void
  onNext: () => void
}

/** What was just sold; it stands until the next product is scanned. */
export function ReceiptCard({ receipt, undoing, error, onUndo, onNext }: ReceiptCardProps) {
  const t = useTranslations('till')
  const offline = useTranslations('offline')
  const format = useFormat()
  const [total] = receipt.totals
  const entries = useOutboxEntries()
  const isWaiting = entries.some(({ id }) => id === receipt.id)
  return (
    <section aria-label={t('receipt')} className="grid gap-3">
      <div
        role="status"
        className={
          isWaiting
            ? 'rounded-card bg-warn-soft p-3 text-warn'
            : 'rounded-card bg-ok-soft p-3 text-ok'
        }
      >
        <p className="text-base font-semibold">
          {t(isWaiting ? 'soldLater' : 'sold', { count: receipt.cart.lines.length })}
        </p>
        {isWaiting && <p>{offline('savedHere')}</p>}
      </div>
      {receipt.totals.map(({ currency, amount }) => (
        <p key={currency} className="number text-total font-semibold">
          {format.money(amount, currency)}
        </p>
      ))}
      {total && receipt.totals.length === 1 && <Given total={total} onEnter={onNext} />}
      <p className="text-xs text-muted">
        <bdi dir="ltr">{receipt.reference}</bdi> · {format.time(receipt.at)}
      </p>
      <Refusal error={error} />
      <div className="grid grid-cols-2 gap-2">
        <Button
          icon={<Undo2 size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
          busy={undoing}
          onClick={onUndo}
          className="min-h-11"
        >
          {t('undoSale')}
        </Button>
        <Button look="primary" onClick={onNext} className="min-h-11">
          {t('next')}
        </Button>
      </div>
    </section>
  )
}

/** What a customer gave, and what comes back. */
function Given({ total, onEnter }: { total: Total; onEnter: () => void }) {
  const t = useTranslations('till')
  const format = useFormat()
  const [given, setGiven] = useState('')
  const change = changeFor(total, given)
  return (
    <>
      <DecimalField
        label={t('given')}
        optional
        value={given}
        onChange={setGiven}
        unit={total.currency}
        onEnter={onEnter}
      />
      {change !== undefined && (
        <p className="flex items-baseline gap-3">
          <span className="grow text-muted">{t('change')}</span>
          <span className="number text-title font-semibold">
            {format.money(change, total.currency)}
          </span>
        </p>
      )}
    </>
  )
}
