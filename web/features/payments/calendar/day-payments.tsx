'use client'

import { useTranslations } from 'use-intl'
import { Card } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Payment } from '../payment.ts'
import { PaymentLine } from '../payment-line.tsx'
import { usePaymentAddress } from '../use-payment-address.ts'

/** What is due on one day, payment by payment. */
export function DayPayments({
  day,
  byDay,
}: {
  day: string
  byDay: ReadonlyMap<string, Payment[]>
}) {
  const t = useTranslations('payments')
  const format = useFormat()
  const { open } = usePaymentAddress()
  const payments = byDay.get(day) ?? []
  return (
    <Card title={format.day(day)}>
      <div aria-live="polite">
        {payments.length === 0 ? (
          <p className="p-4 text-muted">{t('nothingDueOnDay')}</p>
        ) : (
          <ul className="divide-y divide-border">
            {payments.map((payment) => (
              <PaymentLine key={payment.id} payment={payment} onOpen={() => open(payment.id)} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
