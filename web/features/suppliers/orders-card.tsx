'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { StageBadge } from '#web/components/ui/stage-badge.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { CardList } from './card-list.tsx'

const READ = '100'
const SHOWN = 8

/** The orders that are not finished, the latest first. */
export function OrdersCard({ id }: { id: string }) {
  const t = useTranslations('suppliers')
  const format = useFormat()
  const { data, error, refetch } = useQuery<Taken<(typeof api.orders)['$get']>, ApiProblem>({
    queryKey: ['order', 'of-supplier', id],
    queryFn: ({ signal }) =>
      take(api.orders.$get({ query: { supplierId: id, limit: READ } }, { init: { signal } })),
  })
  const open = data?.items.filter(({ stage }) => stage !== 'completed' && stage !== 'cancelled')
  return (
    <CardList
      title={t('openOrders')}
      items={open?.slice(0, SHOWN)}
      error={error}
      onRetry={() => void refetch()}
      empty={t('noOpenOrders')}
      all={{ href: `/orders?layout=table&supplier=${id}`, label: t('allOrders') }}
    >
      {({
        id: orderId,
        number,
        stage,
        total,
        currency,
        late,
        daysLate,
        promisedOn,
        expectedOn,
      }) => (
        <>
          <Link href={`/orders/${orderId}`} className="w-24 text-accent hover:underline">
            <bdi dir="ltr">{number}</bdi>
          </Link>
          <span className="grow">
            <StageBadge stage={stage} />
          </span>
          {late ? (
            <Badge tone="bad">{t('daysLate', { count: daysLate })}</Badge>
          ) : (
            <span className="text-muted max-sm:hidden">
              {(promisedOn ?? expectedOn) && format.day(promisedOn ?? expectedOn ?? '')}
            </span>
          )}
          <span className="number w-28">{format.money(total, currency)}</span>
        </>
      )}
    </CardList>
  )
}
