'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Card } from '#web/components/ui/page-header.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { isOpen } from '#shared/domain/payments/payments.ts'
import { dueOf, sumsOf } from '../payment.ts'
import { PaymentLine } from '../payment-line.tsx'
import { SumLine } from '../sum-line.tsx'
import { usePaymentAddress } from '../use-payment-address.ts'

/** Open payments that no calendar can show, because their day comes with a shipment or a receipt. */
export function Waiting() {
  const t = useTranslations('payments')
  const { open } = usePaymentAddress()
  const { data } = useQuery({
    queryKey: ['payment', 'waiting'],
    queryFn: ({ signal }) =>
      take(
        // What has no day comes first when the latest day does.
        api.payments.$get({ query: { sort: '-dueOn', limit: '100' } }, { init: { signal } }),
      ),
  })
  const waiting = (data?.items ?? []).filter(
    ({ dueOn, status }) => dueOn === null && isOpen(status),
  )
  if (waiting.length === 0) return null
  return (
    <Card title={t('noDayYet')} className="mt-4">
      <p className="border-b border-border px-4 py-2 text-xs text-muted">
        {t('noDayYetHelp', { count: waiting.length })}{' '}
        <SumLine label={t('toPay')} sums={sumsOf(waiting, dueOf)} />
      </p>
      <ul className="divide-y divide-border">
        {waiting.map((payment) => (
          <PaymentLine key={payment.id} payment={payment} onOpen={() => open(payment.id)} />
        ))}
      </ul>
    </Card>
  )
}
