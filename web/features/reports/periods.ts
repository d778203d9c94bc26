import { addDays } from '#shared/domain/days.ts'
import { formatAmount, parseMoney } from '#shared/domain/money.ts'
import type { api, Taken } from '#web/lib/api/client.ts'

export type SalesReport = Taken<(typeof api.reports.sales)['$get']>
export type SalesDay = SalesReport['days'][number]
export type StockValueReport = Taken<(typeof api.reports)['stock-value']['$get']>

export const spans = ['day', 'week', 'month'] as const
export type Span = (typeof spans)[number]

/** Sales of a day, a week or a month, in one currency. */
export interface SalesPeriod {
  /** Its first day that the report has. */
  from: string
  to: string
  quantity: number
  revenue: string
  cost: string
  /** Null where other currencies were taken too: the cost is that of all goods. */
  margin: string | null
}

/** The first day of the week or month that a day is in; a week begins on Monday. */
export function startOf(span: Span, day: string): string {
  if (span === 'month') return `${day.slice(0, 7)}-01`
  if (span === 'day') return day
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** The days of a report added up, the earliest first; sums are exact. */
export function salesPeriods(
  days: readonly SalesDay[],
  span: Span,
  currency: string,
  companyCurrency: string,
): SalesPeriod[] {
  const groups = Map.groupBy(days, ({ day }) => startOf(span, day))
  return [...groups.values()].map((group) => addUp(group, currency, companyCurrency))
}

export function addUp(
  days: readonly SalesDay[],
  currency: string,
  companyCurrency: string,
): SalesPeriod {
  let quantity = 0
  let revenue = 0
  let cost = 0
  let isMixed = currency !== companyCurrency
  for (const day of days) {
    quantity += Math.round(day.quantity * 1_000)
    cost += parseMoney(day.costOfGoods)
    for (const one of day.revenue) {
      if (one.currency === currency) revenue += parseMoney(one.amount)
      else isMixed = true
    }
  }
  return {
    from: days[0]?.day ?? '',
    to: days.at(-1)?.day ?? '',
    quantity: quantity / 1_000,
    revenue: formatAmount(revenue, currency),
    cost: formatAmount(cost, companyCurrency),
    margin: isMixed ? null : formatAmount(revenue - cost, currency),
  }
}

/** Which part of the revenue the margin is; null when there is none to tell. */
export function marginShare({ revenue, margin }: SalesPeriod): number | null {
  const all = Number(revenue)
  return margin === null || all <= 0 ? null : Number(margin) / all
}

/** The currencies that something was sold in, the company's first. */
export function currenciesOf({ total, currency }: SalesReport): string[] {
  const others = total.revenue.map((one) => one.currency).filter((one) => one !== currency)
  return [currency, ...others.sort()]
}
