'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import { links } from './links.ts'
import { Quiet, TodayCard } from './today-card.tsx'
import {
  SALES_DAYS,
  type SalesReport,
  type StockValueReport,
  useSales,
  useStockValue,
  VALUE_DAYS,
} from './today-data.ts'

const Chart = whenOpened(
  () => import('#web/components/charts/chart.tsx').then((module) => module.Chart),
  { loading: () => <ChartOnTheWay /> },
)

/** What was sold and what the stock is worth, over time. */
export function Trends() {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <SalesTrend />
      <StockValueTrend />
    </div>
  )
}

function SalesTrend() {
  const t = useTranslations('today')
  return (
    <TodayCard
      title={t('salesPerDay', { days: SALES_DAYS })}
      needs="inventory:read"
      what={t('whatReports')}
      query={useSales()}
      href={links.sales}
      more={t('toReport')}
      skeleton={<ChartOnTheWay />}
    >
      {(report) => <SalesBars report={report} />}
    </TodayCard>
  )
}

function SalesBars({ report }: { report: SalesReport }) {
  const t = useTranslations('today')
  const format = useFormat()
  const { currency, days } = report
  const values = days.map(({ revenue }) =>
    Number(revenue.find((one) => one.currency === currency)?.amount ?? 0),
  )
  if (values.every((value) => value === 0)) {
    return <Quiet>{t('nothingSold', { days: SALES_DAYS })}</Quiet>
  }
  const sum = values.reduce((total, value) => total + value, 0)
  return (
    <div className="grid gap-1 p-4">
      <p className="text-title font-semibold tabular-nums">
        {format.money(sum.toFixed(2), currency)}
      </p>
      <Chart
        label={t('salesPerDay', { days: SALES_DAYS })}
        points={days.map(({ day }) => ({
          id: day,
          label: format.day(day),
          tick: format.shortDay(day),
        }))}
        series={[{ name: t('revenue'), kind: 'bar', values }]}
        format={(value) => format.money(String(value), currency)}
        axisFormat={(value) => format.shortMoney(value, currency)}
        height={168}
      />
    </div>
  )
}

function StockValueTrend() {
  const t = useTranslations('today')
  return (
    <TodayCard
      title={t('stockValue', { days: VALUE_DAYS })}
      needs="inventory:read"
      what={t('whatReports')}
      query={useStockValue()}
      href={links.stockValue}
      more={t('toReport')}
      skeleton={<ChartOnTheWay />}
    >
      {(report) => <StockValueArea report={report} />}
    </TodayCard>
  )
}

function StockValueArea({ report }: { report: StockValueReport }) {
  const t = useTranslations('today')
  const format = useFormat()
  const { currency, days } = report
  const values = days.map(({ value }) => Number(value))
  return (
    <div className="grid gap-1 p-4">
      <p className="text-title font-semibold tabular-nums">
        {format.money(days.at(-1)?.value ?? '0', currency)}
      </p>
      <Chart
        label={t('stockValue', { days: VALUE_DAYS })}
        points={days.map(({ day }) => ({
          id: day,
          label: format.day(day),
          tick: format.shortDay(day),
        }))}
        series={[{ name: t('value'), kind: 'area', values }]}
        format={(value) => format.money(String(value), currency)}
        axisFormat={(value) => format.shortMoney(value, currency)}
        height={168}
      />
    </div>
  )
}

function ChartOnTheWay() {
  const t = useTranslations('common')
  return (
    <div role="status" aria-label={t('loading')} className="p-4">
      <div className="skeleton h-48" />
    </div>
  )
}
