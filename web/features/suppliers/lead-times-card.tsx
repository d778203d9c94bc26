'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'

type LeadTimes = Taken<(typeof api.suppliers)[':id']['lead-times']['$get']>

/** How long the orders of a supplier took, beside what was promised. */
export function LeadTimesCard({ id }: { id: string }) {
  const t = useTranslations('suppliers')
  const { data, error, isPending, refetch } = useQuery<LeadTimes, ApiProblem>({
    queryKey: ['order', 'lead-times', id],
    queryFn: ({ signal }) =>
      take(api.suppliers[':id']['lead-times'].$get({ param: { id } }, { init: { signal } })),
  })
  return (
    <Card title={t('leadTimeAchieved')}>
      {isPending && <SkeletonRows rows={4} />}
      {error && <Failure error={error} strip onRetry={() => void refetch()} />}
      {data?.orders.length === 0 && <p className="p-4 text-muted">{t('noLeadTimes')}</p>}
      {data && data.orders.length > 0 && (
        <>
          <Figures leadTimes={data} />
          <Bars leadTimes={data} />
        </>
      )}
    </Card>
  )
}

function Figures({ leadTimes }: { leadTimes: LeadTimes }) {
  const t = useTranslations('suppliers')
  const format = useFormat()
  const { leadTimeDays: promised, lastReceipt, dated, onTime, onTimeShare } = leadTimes
  const median = lastReceipt?.median
  const difference = promised === null || median === undefined ? 0 : Math.round(median - promised)
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 p-4 sm:grid-cols-4">
      <Fact name={t('leadTimePromised')}>
        <Figure>{promised === null ? '–' : t('days', { count: promised })}</Figure>
      </Fact>
      <Fact name={t('usually')}>
        <Figure>{median === undefined ? '–' : t('days', { count: median })}</Figure>
        {difference !== 0 && (
          <Badge tone={difference > 0 ? 'warn' : 'ok'}>
            {t(difference > 0 ? 'longer' : 'shorter', { count: Math.abs(difference) })}
          </Badge>
        )}
      </Fact>
      <Fact name={t('nineOfTen')}>
        <Figure>{lastReceipt ? t('days', { count: lastReceipt.percentile90 }) : '–'}</Figure>
      </Fact>
      <Fact name={t('onTime')}>
        <Figure>{onTimeShare === null ? '–' : format.percent(onTimeShare)}</Figure>
        {dated > 0 && (
          <span className="text-xs text-muted">{t('onTimeOf', { onTime, dated })}</span>
        )}
      </Fact>
    </dl>
  )
}

function Figure({ children }: { children: string }) {
  return <span className="block text-base font-semibold tabular-nums">{children}</span>
}

/** Each order as a bar of its days, with a mark where the promise ends. */
function Bars({ leadTimes: { orders, leadTimeDays } }: { leadTimes: LeadTimes }) {
  const t = useTranslations('suppliers')
  const format = useFormat()
  const most = Math.max(1, leadTimeDays ?? 0, ...orders.map(({ daysToLast }) => daysToLast))
  return (
    <table className="w-full border-t border-border text-table">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="px-4 py-1.5">
            {t('orderNumber')}
          </th>
          <th scope="col" className="px-4 py-1.5 max-sm:hidden">
            {t('orderedOn')}
          </th>
          <th scope="col" className="w-1/3 px-4 py-1.5">
            <span className="sr-only">{t('bar')}</span>
          </th>
          <th scope="col" className="number px-4 py-1.5">
            {t('took')}
          </th>
          <th scope="col" className="number px-4 py-1.5">
            {t('againstDay')}
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ orderId, number, orderedOn, daysToLast, daysLate }) => (
          <tr key={orderId} className="border-t border-border">
            <td className="px-4 py-1.5">
              <Link href={`/orders/${orderId}`} className="text-accent hover:underline">
                <bdi dir="ltr">{number}</bdi>
              </Link>
            </td>
            <td className="px-4 py-1.5 max-sm:hidden">{format.day(orderedOn)}</td>
            <td className="px-4 py-1.5">
              <Bar days={daysToLast} promised={leadTimeDays} most={most} />
            </td>
            <td className="number px-4 py-1.5">{t('days', { count: daysToLast })}</td>
            <td className={`number px-4 py-1.5 ${(daysLate ?? 0) > 0 ? 'text-bad' : 'text-muted'}`}>
              {daysLate === null ? t('noDate') : t('late', { days: daysLate })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar({ days, promised, most }: { days: number; promised: number | null; most: number }) {
  const isLong = promised !== null && days > promised
  return (
    <div aria-hidden="true" className="relative h-3 rounded-control bg-sunken">
      <div
        className={`h-full rounded-control ${isLong ? 'bg-warn' : 'bg-accent'}`}
        style={{ inlineSize: `${(days / most) * 100}%` }}
      />
      {promised !== null && (
        <div
          className="absolute -top-0.5 h-4 w-0.5 bg-text"
          style={{ insetInlineStart: `${(promised / most) * 100}%` }}
        />
      )}
    </div>
  )
}
