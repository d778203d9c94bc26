'use client'

import { CalendarClock, CirclePause, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Order, OrderSummary } from './order-data.ts'

type Marked = Order | OrderSummary

/** The day that everything else is measured by: what was promised, else what was wanted. */
export function dueOf(order: Marked): string | null {
  return order.promisedOn ?? order.expectedOn
}

export function LateBadge({ order }: { order: Marked }) {
  const t = useTranslations('orders')
  if (!order.late) return null
  return (
    <Badge tone="bad">
      <TriangleAlert size={12} aria-hidden="true" />
      {t('daysLate', { days: order.daysLate })}
    </Badge>
  )
}

export function HoldBadge({ order }: { order: Marked }) {
  const t = useTranslations('orders')
  if (!order.onHold) return null
  return (
    <Badge tone="warn">
      <CirclePause size={12} aria-hidden="true" />
      {t('onHold')}
    </Badge>
  )
}

/** When the goods should come; `–` when nobody said. */
export function DueDay({ order, short = false }: { order: Marked; short?: boolean }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const day = dueOf(order)
  if (day === null) return <span className="text-muted">{t('noDay')}</span>
  return (
    <span className="inline-flex items-center gap-1 tabular-nums">
      {short && <CalendarClock size={14} aria-hidden="true" className="text-muted" />}
      {short ? format.shortDay(day) : format.day(day)}
    </span>
  )
}

const paymentTones = {
  unpaid: 'neutral',
  deposit_paid: 'info',
  partially_paid: 'info',
  paid: 'ok',
  overpaid: 'warn',
} as const

export function PaymentBadge({ order }: { order: Marked }) {
  const t = useTranslations('orders')
  return (
    <Badge tone={paymentTones[order.paymentStatus]}>{t(`payment_${order.paymentStatus}`)}</Badge>
  )
}

const receiptTones = { none: 'neutral', partial: 'info', full: 'ok' } as const

export function ReceiptBadge({ order }: { order: Marked }) {
  const t = useTranslations('orders')
  const { receiptStatus } = order
  // Most orders have nothing yet: badges of it would only hide the others.
  if (receiptStatus === 'none') {
    return <span className="text-xs text-muted">{t('receipt_none')}</span>
  }
  return <Badge tone={receiptTones[receiptStatus]}>{t(`receipt_${receiptStatus}`)}</Badge>
}
