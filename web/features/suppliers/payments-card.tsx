'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { PaymentBadge } from '#web/components/ui/payment-badge.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { CardList } from './card-list.tsx'

const SHOWN = '8'

/** What this supplier is paid, what is due first at the top. */
export function PaymentsCard({ id }: { id: string }) {
  const t = useTranslations('suppliers')
  const types = useTranslations('payments')
  const format = useFormat()
  const { data, error, refetch } = useQuery<Taken<(typeof api.payments)['$get']>, ApiProblem>({
    queryKey: ['payment', 'of-supplier', id],
    queryFn: ({ signal }) =>
      take(api.payments.$get({ query: { supplierId: id, limit: SHOWN } }, { init: { signal } })),
  })
  return (
    <CardList
      title={t('payments')}
      items={data?.items}
      error={error}
      onRetry={() => void refetch()}
      empty={t('noPayments')}
      all={{ href: `/payments?view=list&supplier=${id}`, label: t('allPayments') }}
    >
      {({ id: paymentId, type, status, overdue, dueOn, dueTrigger, amount, currency }) => (
        <>
          <Link
            href={`/payments?view=list&supplier=${id}&payment=${paymentId}`}
            className="min-w-0 grow truncate text-accent hover:underline"
          >
            {types(`type_${type}`)}
          </Link>
          <span className="text-muted max-sm:hidden">
            {dueOn !== null && format.day(dueOn)}
            {dueOn === null && dueTrigger !== null && types(`after_${dueTrigger}`)}
          </span>
          <PaymentBadge status={status} overdue={overdue} />
          <span className="number w-28">{format.money(amount, currency)}</span>
        </>
      )}
    </CardList>
  )
}
