'use client'

import { useQuery } from '@tanstack/react-query'
import { ReceiptText } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Chart } from '#web/components/charts/chart.tsx'
import type { ChartSeries } from '#web/components/charts/series.ts'
import { controlShape } from '#web/components/ui/field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { DownloadButton } from './download-button.tsx'
import { usePeriodName } from './period-name.ts'
import {
  addUp,
  currenciesOf,
  marginShare,
  type SalesPeriod,
  salesPeriods,
  type SalesReport,
} from './periods.ts'
import { RangeRow } from './range-row.tsx'
import { ReportState } from './report-state.tsx'
import { SalesTable } from './sales-table.tsx'
import { Totals } from './totals.tsx'
import { type Range, useRange } from './use-range.ts'

const USUAL_DAYS = 30

export function Sales() {
  const { range, set } = useRange(USUAL_DAYS)
  const { from, to } = range
  const query = useQuery<SalesReport, ApiProblem>({
    queryKey: ['report', 'sales', from, to],
    queryFn: ({ signal }) =>
      take(api.reports.sales.$get({ query: { from, to } }, { init: { signal } })),
  })
  const currencies = query.data ? currenciesOf(query.data) : []
  const { get } = useAddress()
  const currency = currencies.find((one) => one === get('currency')) ?? currencies[0] ?? ''
  return (
    <div className="grid gap-3">
      <RangeRow range={range} set={set} hasSpans>
        {currencies.length > 1 && <CurrencySelect currencies={currencies} value={currency} />}
        {query.data && <Download report={query.data} range={range} currency={currency} />}
      </RangeRow>
      <ReportState query={query}>
        {(report) => <Shown report={report} range={range} currency={currency} />}
      </ReportState>
    </div>
  )
}

interface ShownProps {
  report: SalesReport
  range: Range
  currency: string
}

function Shown(props: ShownProps) {
  const t = useTranslations('reports')
  const { report, range, currency } = props
  const periods = salesPeriods(report.days, range.span, currency, report.currency)
  if (report.total.quantity === 0 && report.total.revenue.length === 0) {
    return (
      <Notice icon={ReceiptText} title={t('nothingSold')}>
        {t('nothingSoldHelp')}
      </Notice>
    )
  }
  return (
    <>
      <SalesTotals {...props} />
      <Card title={t(`salesPer_${range.span}`)} className="min-w-0">
        <div className="p-4">
          <SalesChart {...props} periods={periods} />
        </div>
      </Card>
      <SalesTable
        periods={periods}
        span={range.span}
        currency={currency}
        companyCurrency={report.currency}
      />
    </>
  )
}

function SalesTotals({ report, currency }: ShownProps) {
  const t = useTranslations('reports')
  const format = useFormat()
  const total = addUp(report.days, currency, report.currency)
  const share = marginShare(total)
  return (
    <Totals
      totals={[
        { name: t('revenue'), value: format.money(total.revenue, currency) },
        { name: t('quantity'), value: format.number(total.quantity) },
        { name: t('cost'), value: format.money(total.cost, report.currency), below: t('costHelp') },
        {
          name: t('margin'),
          value: total.margin === null ? '–' : format.money(total.margin, currency),
          below:
            share === null
              ? t('marginUnknown')
              : t('marginShare', { share: format.percent(share) }),
        },
      ]}
    />
  )
}

function SalesChart({
  report,
  range,
  currency,
  periods,
}: ShownProps & { periods: readonly SalesPeriod[] }) {
  const t = useTranslations('reports')
  const format = useFormat()
  const name = usePeriodName(range.span)
  const series: ChartSeries[] = [
    { name: t('revenue'), kind: 'bar', values: periods.map(({ revenue }) => Number(revenue)) },
  ]
  // The cost is in the company's currency, and beside another one it would say nothing.
  if (currency === report.currency) {
    const values = periods.map(({ cost }) => Number(cost))
    series.push({ name: t('cost'), kind: 'line', tone: 'warn', values })
  }
  return (
    <Chart
      label={t(`salesPer_${range.span}`)}
      points={periods.map(({ from }) => ({
        id: from,
        label: name.long(from),
        tick: name.short(from),
      }))}
      series={series}
      format={(value) => format.money(String(value), currency)}
      axisFormat={(value) => format.shortMoney(value, currency)}
      height={260}
      table="none"
    />
  )
}

function CurrencySelect({ currencies, value }: { currencies: readonly string[]; value: string }) {
  const t = useTranslations('reports')
  const { set } = useAddress()
  return (
    <select
      aria-label={t('currency')}
      value={value}
      onChange={(event) => set({ currency: event.target.value })}
      className={`${controlShape} w-auto!`}
    >
      {currencies.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  )
}

function Download({ report, range, currency }: ShownProps) {
  const t = useTranslations('reports')
  return (
    <DownloadButton
      name={`${t('salesFile')}-${range.from}-${range.to}`}
      rows={() => [
        [
          t('from'),
          t('to'),
          t('quantity'),
          `${t('revenue')} ${currency}`,
          `${t('cost')} ${report.currency}`,
          `${t('margin')} ${currency}`,
        ],
        ...salesPeriods(report.days, range.span, currency, report.currency).map((period) => [
          period.from,
          period.to,
          period.quantity,
          period.revenue,
          period.cost,
          period.margin,
        ]),
      ]}
    />
  )
}
