'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { MonthChart } from './month-chart.tsx'
import { SupplierSums } from './supplier-sums.tsx'

export type Summary = Taken<(typeof api.payments.summary)['$get']>

/** What was paid and is owed, by currency, month and supplier. */
export function PaymentSummary() {
  const t = useTranslations('payments')
  const format = useFormat()
  const [wanted, setWanted] = useState('')
  const { data, error, isPending, refetch } = useQuery<Summary, ApiProblem>({
    queryKey: ['payment', 'summary'],
    queryFn: ({ signal }) => take(api.payments.summary.$get({}, { init: { signal } })),
  })
  if (isPending) return <SkeletonRows rows={10} />
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />
  const currencies = data.currencies.map(({ currency }) => currency)
  const currency =
    [wanted, format.companyCurrency].find((name) => currencies.includes(name)) ??
    currencies[0] ??
    format.companyCurrency
  return (
    <div className="grid gap-4 pb-4">
      {error && <Failure error={error} strip onRetry={() => void refetch()} />}
      {currencies.length === 0 && <p className="text-muted">{t('noSumsYet')}</p>}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(23rem,100%),1fr))] gap-4">
        {data.currencies.map((sums) => (
          <CurrencyCard key={sums.currency} sums={sums} />
        ))}
      </div>
      {currencies.length > 0 && (
        <Card
          title={t('byMonth')}
          actions={
            currencies.length > 1 && (
              <Tabs
                label={t('currency')}
                tabs={currencies.map((name) => ({ name, title: name }))}
                current={currency}
                onChange={setWanted}
              />
            )
          }
        >
          <MonthChart months={data.months} currency={currency} today={data.today} />
        </Card>
      )}
      <SupplierSums suppliers={data.suppliers} />
    </div>
  )
}

function CurrencyCard({ sums }: { sums: Summary['currencies'][number] }) {
  const t = useTranslations('payments')
  const { currency } = sums
  const list = `/payments?view=list&currency=${currency}`
  return (
    <Card title={t('inCurrency', { currency })}>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-4 gap-y-3 p-4">
        <Figure
          name={t('overdue')}
          amount={sums.overdue}
          currency={currency}
          isBad
          href={`${list}&overdue=true`}
        />
        <Figure
          name={t('dueWithin', { days: 7 })}
          amount={sums.dueIn7Days}
          currency={currency}
          href={`${list}&due=7`}
        />
        <Figure
          name={t('dueWithin', { days: 30 })}
          amount={sums.dueIn30Days}
          currency={currency}
          href={`${list}&due=30`}
        />
        <Figure name={t('outstanding')} amount={sums.outstanding} currency={currency} />
        <Figure
          name={t('paid')}
          amount={sums.paid}
          currency={currency}
          href={`${list}&status=paid`}
        />
        <Figure name={t('goodsNotIn')} amount={sums.goodsNotIn} currency={currency} />
      </dl>
    </Card>
  )
}

interface FigureProps {
  name: string
  amount: string
  currency: string
  isBad?: boolean
  /** The payments that it is the sum of. */
  href?: string
}

function Figure({ name, amount, currency, isBad = false, href }: FigureProps) {
  const format = useFormat()
  const isNothing = Number(amount) === 0
  const tone = isNothing ? 'text-muted' : isBad ? 'text-bad' : 'text-text'
  const text = format.money(amount, currency)
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className={`text-base font-semibold tabular-nums ${tone}`}>
        {href === undefined || isNothing ? (
          text
        ) : (
          <Link href={href} className="underline-offset-2 hover:underline">
            {text}
          </Link>
        )}
      </dd>
    </div>
  )
}
