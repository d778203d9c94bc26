'use client'

import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { Badge, type Tone } from '#web/components/ui/badge.tsx'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Order, Payment } from '../order-data.ts'
import { PaymentBadge } from '../order-marks.tsx'

const tones: Partial<Record<Payment['status'], Tone>> = {
  paid: 'ok',
  approved: 'info',
  sent: 'info',
  failed: 'bad',
}

/** What was paid of the order, and what is planned. */
export function OrderPayments({ order, payments }: { order: Order; payments: readonly Payment[] }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const can = useCan()
  const total = Number(order.total)
  const share = total > 0 ? Math.min(1, Number(order.paid) / total) : 0
  return (
    <Card
      title={t('payments')}
      actions={
        can('payments:write') && (
          <LinkButton look="quiet" className="screen-only" href={`/payments?order=${order.id}`}>
            {t('openPayments')}
          </LinkButton>
        )
      }
    >
      <div className="grid gap-2 p-4">
        <div className="flex items-center justify-between gap-2">
          <span>
            {t('paidOf', {
              paid: format.money(order.paid, order.currency),
              total: format.money(order.total, order.currency),
            })}
          </span>
          <PaymentBadge order={order} />
        </div>
        <div
          role="progressbar"
          aria-label={t('paid')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          className="h-1.5 overflow-hidden rounded-full bg-border"
        >
          <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
        </div>
      </div>
      {payments.length > 0 && (
        <ul className="border-t border-border">
          {payments.map((payment) => (
            <PaymentItem key={payment.id} payment={payment} />
          ))}
        </ul>
      )}
      {payments.length === 0 && <p className="px-4 pb-4 text-muted">{t('noPayments')}</p>}
    </Card>
  )
}

function PaymentItem({ payment }: { payment: Payment }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const { type, status, dueOn, dueTrigger, paidOn, overdue } = payment
  const when =
    paidOn !== null
      ? t('paidOn', { day: format.day(paidOn) })
      : dueOn !== null
        ? t('dueOn', { day: format.day(dueOn) })
        : dueTrigger !== null
          ? t(`trigger_${dueTrigger}`)
          : t('noDay')
  return (
    <li className="flex items-center gap-3 border-b border-border px-4 py-2 last:border-0">
      <div className="min-w-0 grow">
        <Link href={`/payments?payment=${payment.id}`} className="font-medium hover:underline">
          {t(`type_${type}`)}
        </Link>
        <p className={overdue ? 'text-xs text-bad' : 'text-xs text-muted'}>
          {overdue ? `${t('overdue')} · ${when}` : when}
        </p>
      </div>
      <div className="grid justify-items-end gap-0.5">
        <span className="number font-medium">{format.money(payment.amount, payment.currency)}</span>
        <Badge tone={overdue ? 'bad' : (tones[status] ?? 'neutral')}>{t(`status_${status}`)}</Badge>
      </div>
    </li>
  )
}
