'use client'

import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import { addMonths } from '../calendar/month-days.ts'
import type { Summary } from './payment-summary.tsx'

const BEFORE = 5
const AFTER = 6
const HEIGHT = 140
const STEP = 56
const BAR = 18

interface MonthChartProps {
  months: Summary['months']
  currency: string
  today: string
}

/** Twelve months: paid and still to be paid, as bars, and the same numbers as a table. */
export function MonthChart({ months, currency, today }: MonthChartProps) {
  const t = useTranslations('payments')
  const rows = Array.from({ length: BEFORE + 1 + AFTER }, (_, index) => {
    const month = addMonths(today.slice(0, 7), index - BEFORE)
    const found = months.find((entry) => entry.month === month && entry.currency === currency)
    return { month, paid: found?.paid ?? '0', due: found?.due ?? '0' }
  })
  return (
    <div className="grid gap-4 p-4 lg:grid-cols-[3fr_2fr]">
      <div>
        <Bars rows={rows} currency={currency} />
        <p className="mt-2 flex gap-4 text-xs text-muted" aria-hidden="true">
          <span className="inline-flex items-center gap-1.5">
            <span className="size-3 rounded-control bg-accent" />
            {t('paid')}
          </span>
          <span className="inline-flex items-center gap-1.5">
            <span className="size-3 rounded-control border border-accent bg-accent-soft" />
            {t('toPay')}
          </span>
        </p>
      </div>
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
  const format = useFormat()
  const most = Math.max(...rows.flatMap(({ paid, due }) => [Number(paid), Number(due)]), 1)
  const name = new Intl.DateTimeFormat(format.locale, { month: 'short', timeZone: 'UTC' })
  const width = rows.length * STEP
  const heightOf = (amount: string) => (Math.max(0, Number(amount)) / most) * HEIGHT
  return (
    // The table beside it says the same to those who hear it.
    <svg aria-hidden="true" viewBox={`0 0 ${width} ${HEIGHT + 44}`} className="w-full">
      <text x={0} y={12} className="fill-muted text-xs">
        {format.shortMoney(most, currency)}
      </text>
      <line x1={0} x2={width} y1={20} y2={20} className="stroke-border" strokeDasharray="3 3" />
      <line x1={0} x2={width} y1={HEIGHT + 20} y2={HEIGHT + 20} className="stroke-control" />
      {rows.map(({ month, paid, due }, index) => {
        const x = index * STEP + (STEP - 2 * BAR - 2) / 2
        return (
          <g key={month}>
            <rect
              x={x}
              y={20 + HEIGHT - heightOf(paid)}
              width={BAR}
              height={heightOf(paid)}
              className="fill-accent"
            />
            <rect
              x={x + BAR + 2}
              y={20 + HEIGHT - heightOf(due)}
              width={BAR}
              height={heightOf(due)}
              className="fill-accent-soft stroke-accent"
            />
            <text
              x={index * STEP + STEP / 2}
              y={HEIGHT + 38}
              textAnchor="middle"
              className="fill-muted text-xs"
            >
              {name.format(new Date(`${month}-01T00:00:00Z`))}
            </text>
          </g>
        )
      })}
    </svg>
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
