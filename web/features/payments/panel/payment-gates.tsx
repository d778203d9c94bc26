'use client'

import { useQuery } from '@tanstack/react-query'
import { Lock, LockOpen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { formatAmount, parseMoney } from '#shared/domain/money.ts'
import { pipeline } from '#shared/domain/orders/stages.ts'
import { mustBePaidBefore } from '#shared/domain/payments/plan.ts'
import { isForGoods, isOpen } from '#shared/domain/payments/payments.ts'
import { OrderNumber } from '#web/components/records/record-names.tsx'
import { StageBadge } from '#web/components/ui/stage-badge.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Payment } from '../payment.ts'

type Order = Taken<(typeof api.orders)[':id']['$get']>

const gates = [
  { step: 'production', stage: 'in_production' },
  { step: 'shipment', stage: 'shipped' },
] as const

/** What the order waits for until enough is paid of it, by the terms of its supplier. */
export function PaymentGates({ payment }: { payment: Payment }) {
  const t = useTranslations('payments')
  const format = useFormat()
  const can = useCan()
  const { orderId: id } = payment
  const { data: order } = useQuery({
    queryKey: ['order', 'one', id],
    queryFn: ({ signal }) =>
      take(api.orders[':id'].$get({ param: { id: id ?? '' } }, { init: { signal } })),
    enabled: id !== null && can('orders:read'),
  })
  if (id === null || !order) return null
  const money = (amount: string) => format.money(amount, order.currency)
  return (
    <section className="grid gap-2 rounded-card border border-border p-3">
      <h3 className="flex items-center gap-2 font-semibold">
        <OrderNumber id={id} link />
        <StageBadge stage={order.stage} />
      </h3>
      <p className="text-muted">
        {t('orderPaid', {
          paid: money(order.paid),
          total: money(order.total),
          outstanding: money(order.outstanding),
        })}
      </p>
      <ul className="grid gap-1.5">
        {gatesAhead(order).map(({ step, required, isMet }) => (
          <Gate key={step} isMet={isMet}>
            {t(isMet ? `gateMet_${step}` : `gate_${step}`, {
              required: money(required),
              paid: money(order.paid),
            })}
          </Gate>
        ))}
        {order.stage !== 'completed' && isOpen(payment.status) && (
          <Gate isMet={false}>{t(isForGoods(payment.type) ? 'gate_completion' : 'gate_cost')}</Gate>
        )}
      </ul>
    </section>
  )
}

function Gate({ isMet, children }: { isMet: boolean; children: string }) {
  const Icon = isMet ? LockOpen : Lock
  return (
    <li className="flex items-start gap-2">
      <Icon
        size={16}
        aria-hidden="true"
        className={`mt-0.5 shrink-0 ${isMet ? 'text-ok' : 'text-warn'}`}
      />
      <span>{children}</span>
    </li>
  )
}

/** The steps that the order has still before it and that the terms tie to money. */
function gatesAhead(order: Order) {
  const { currency, terms } = order
  const total = parseMoney(order.total)
  const at = pipeline.findIndex((stage) => stage === order.stage)
  return gates
    .filter(({ stage }) => at >= 0 && at < pipeline.indexOf(stage))
    .map(({ step }) => ({ step, amount: mustBePaidBefore(step, { total, currency, terms }) }))
    .filter(({ amount }) => amount > 0)
    .map(({ step, amount }) => ({
      step,
      required: formatAmount(amount, currency),
      isMet: parseMoney(order.paid) >= amount,
    }))
}
