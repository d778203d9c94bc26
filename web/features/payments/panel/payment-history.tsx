'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { paymentStatuses } from '#shared/domain/payments/payments.ts'
import { Link } from '#web/components/ui/link.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useFormat } from '#web/lib/use-format.ts'

type Entry = Taken<(typeof api.audit)['$get']>['items'][number]

/** Who did what with the payment, the latest first. */
export function PaymentHistory({ id }: { id: string }) {
  const t = useTranslations('payments')
  const format = useFormat()
  const words = useWords()
  const { data } = useQuery({
    queryKey: ['audit', 'payment', id],
    queryFn: ({ signal }) =>
      take(api.audit.$get({ query: { entity: 'payment', entityId: id } }, { init: { signal } })),
  })
  if (!data || data.items.length === 0) return null
  return (
    <section className="grid gap-2">
      <h3 className="flex items-center justify-between font-semibold">
        {t('history')}
        <Link
          href={`/audit?entity=payment&id=${id}`}

          className="text-xs font-normal text-accent hover:underline"
        >
          {t('historyInFull')}
        </Link>
      </h3>
      <ol className="grid gap-2 border-s-2 border-border ps-3">
        {data.items.map((entry) => (
          <li key={entry.id}>
            <p>{words(entry)}</p>
            <p className="text-xs text-muted">
              <bdi>{entry.actor.name}</bdi> · {format.instant(entry.at)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useWords(): (entry: Entry) => string {
  const t = useTranslations('payments')
  return ({ action, newValues }) => {
    const status = paymentStatuses.find((name) => name === newValues?.['status'])
    if (action === 'CREATE') return t('happened_CREATE')
    if (action === 'STATUS' && status)
      return t('happened_STATUS', { status: t(`status_${status}`) })
    if (newValues && 'refundedAmount' in newValues) return t('happened_REFUND')
    return t('happened_UPDATE')
  }
}
