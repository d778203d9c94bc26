'use client'

import { useTranslations } from 'use-intl'
import { Chart } from '#web/components/charts/chart.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { addMonths } from '../calendar/month-days.ts'
import type { Summary } from './payment-summary.tsx'

const BEFORE = 5
const AFTER = 6
const HEIGHT = 256

interface MonthChartProps {
  months: Summary['months']
  currency: string
  today: string
}

/** Twelve months: paid and still to be paid, as bars, and the same numbers as a table. */
export function MonthChart({ months, currency, today }: MonthChartProps) {
  const rows = Array.from({ length: BEFORE + 1 + AFTER }, (_, index) => {
    const month = addMonths(today.slice(0, 7), index - BEFORE)
    const found = months.find((entry) => entry.month === month && entry.currency === currency)
    return { month, paid: found?.paid ?? '0', due: found?.due ?? '0' }
  })
  return (
    <div className="grid gap-4 p-4 lg:grid-cols-[3fr_2fr]">
      <Bars rows={rows} currency={currency} />
      <Numbers rows={rows} currency={currency} />
    </div>
  )
}

interface MonthRow {
  month: string
  paid: string
  due: string
}

interface RowsProps {
  rows: readonly MonthRow[]
  currency: string
}

function Bars({ rows, currency }: RowsProps) {
  const t = useTranslations('payments')
  const format = useFormat()
  const name = new Intl.DateTimeFormat(format.locale, { month: 'short', timeZone: 'UTC' })
  return (
    <Chart
      label={t('byMonth')}
      height={HEIGHT}
      // The table beside it says the same.
      table="none"
      points={rows.map(({ month }) => ({
        id: month,
        label: format.month(month),
        tick: name.format(new Date(`${month}-01T00:00:00Z`)),
      }))}
      series={[
        { name: t('paid'), kind: 'bar', values: rows.map(({ paid }) => Number(paid)) },
        { name: t('toPay'), kind: 'bar', tone: 'info', values: rows.map(({ due }) => Number(due)) },
      ]}
      format={(value) => format.money(String(value), currency)}
      axisFormat={(value) => format.shortMoney(value, currency)}
    />
  )
}

function Numbers({ rows, currency }: RowsProps) {
  const t = useTranslations('payments')
  const format = useFormat()
  return (
    <table className="w-full self-start text-table">
      <thead className="text-xs text-muted">
        <tr className="border-b border-border">
          <th scope="col" className="py-1">
            {t('month')}
          </th>
          <th scope="col" className="number py-1">
            {t('paid')}
          </th>
          <th scope="col" className="number py-1">
            {t('toPay')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ month, paid, due }) => (
          <tr key={month} className="border-b border-border last:border-b-0">
            <td>{format.month(month)}</td>
            <Amount amount={paid} currency={currency} />
            <Amount amount={due} currency={currency} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Amount({ amount, currency }: { amount: string; currency: string }) {
  const format = useFormat()
  return (
    <td className={`number ${Number(amount) === 0 ? 'text-muted' : ''}`}>
      {format.money(amount, currency)}
    </td>
  )
}
