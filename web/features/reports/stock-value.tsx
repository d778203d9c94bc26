'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Chart } from '#web/components/charts/chart.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { DownloadButton } from './download-button.tsx'
import type { StockValueReport } from './periods.ts'
import { RangeRow } from './range-row.tsx'
import { ReportState } from './report-state.tsx'
import { Totals } from './totals.tsx'
import { useRange } from './use-range.ts'
import { ValueByGroup } from './value-by-group.tsx'

const USUAL_DAYS = 90

export function StockValue() {
  const t = useTranslations('reports')
  const { range, set } = useRange(USUAL_DAYS)
  const { from, to } = range
  const query = useQuery<StockValueReport, ApiProblem>({
    queryKey: ['report', 'stock-value', from, to],
    queryFn: ({ signal }) =>
      take(api.reports['stock-value'].$get({ query: { from, to } }, { init: { signal } })),
  })
  const { data } = query
  return (
    <div className="grid gap-3">
      <RangeRow range={range} set={set}>
        {data && (
          <DownloadButton
            name={`${t('stockValueFile')}-${from}-${to}`}
            rows={() => [
              [t('name_day'), `${t('value')} ${data.currency}`],
              ...data.days.map(({ day, value }) => [day, value]),
            ]}
          />
        )}
      </RangeRow>
      <ReportState query={query}>{(report) => <Shown report={report} />}</ReportState>
      <ValueByGroup />
    </div>
  )
}

function Shown({ report: { days, currency } }: { report: StockValueReport }) {
  const t = useTranslations('reports')
  const format = useFormat()
  const values = days.map(({ value }) => Number(value))
  const [first = 0, last = 0] = [values[0], values.at(-1)]
  const money = (value: number) => format.money(value.toFixed(2), currency)
  const change = last - first
  return (
    <>
      <Totals
        totals={[
          { name: t('valueNow'), value: money(last) },
          {
            name: t('change'),
            value: `${change > 0 ? '+' : ''}${money(change)}`,
            below: first > 0 ? format.percent(change / first) : null,
          },
          { name: t('highest'), value: money(Math.max(...values)) },
          { name: t('lowest'), value: money(Math.min(...values)) },
        ]}
      />
      <Card title={t('stockValueOverTime')} className="min-w-0">
        <div className="p-4">
          <Chart
            label={t('stockValueOverTime')}
            points={days.map(({ day }) => ({
              id: day,
              label: format.day(day),
              tick: format.shortDay(day),
            }))}
            series={[{ name: t('value'), kind: 'area', values }]}
            format={money}
            axisFormat={(value) => format.shortMoney(value, currency)}
            height={260}
            table="fold"
          />
        </div>
      </Card>
    </>
  )
}
