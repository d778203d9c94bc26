'use client'

import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import { dueOf, type Payment, sumsOf } from '../payment.ts'
import { PaymentLine } from '../payment-line.tsx'
import { SumLine } from '../sum-line.tsx'
import { usePaymentAddress } from '../use-payment-address.ts'

/** The days of a month that have payments, one below the other, for narrow pages. */
export function Agenda({ month, byDay }: { month: string; byDay: ReadonlyMap<string, Payment[]> }) {
  const t = useTranslations('payments')
  const format = useFormat()
  const { open } = usePaymentAddress()
  const days = [...byDay].filter(([day]) => day.startsWith(month))
  return (
    <div className="grid gap-4">
      {days.map(([day, payments]) => (
        <section key={day}>
          <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 px-1 pb-1">
            <span className="font-semibold">{format.day(day)}</span>
            <span className="text-xs text-muted">
              <SumLine label={t('toPay')} sums={sumsOf(payments, dueOf)} />
            </span>
          </h3>
          <ul className="divide-y divide-border rounded-card border border-border bg-surface">
            {payments.map((payment) => (
              <PaymentLine key={payment.id} payment={payment} onOpen={() => open(payment.id)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
