import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { addDays } from '../../domain/days.ts'
import { formatAmount } from '../../domain/money.ts'
import { goodsNotIn, type PaidLine, type PaidOrder } from '../../domain/payments/goods-not-in.ts'
import {
  findDueByMonth,
  findPaidByMonth,
  findPaidOrderLines,
  findSupplierSums,
  type SummaryDays,
  type SupplierSums,
} from '../../repositories/payment-summary.ts'
import {
  MOST_SUPPLIERS,
  type PaymentSummary,
  SUMMARY_MONTHS,
} from '../../schemas/payment-summary.ts'
import { todayOf } from './rules.ts'

/** What was paid and what is owed, by currency, month and supplier, as of the company's today. */
export async function summarizePayments(ctx: Ctx): Promise<PaymentSummary> {
  authorize(ctx.actor, 'payments:read')
  const today = await todayOf(ctx, ctx.db)
  const days: SummaryDays = {
    today,
    in7Days: addDays(today, 7),
    in30Days: addDays(today, 30),
    firstMonth: addMonths(today, -SUMMARY_MONTHS),
    lastMonth: addMonths(today, SUMMARY_MONTHS),
  }
  const suppliers = await findSupplierSums(ctx.db, days)
  return {
    today,
    currencies: byCurrency(suppliers, await notInByCurrency(ctx.db)),
    months: await byMonth(ctx.db, days),
    suppliers: mostOwed(suppliers),
  }
}

function byCurrency(
  suppliers: readonly SupplierSums[],
  notIn: ReadonlyMap<string, number>,
): PaymentSummary['currencies'] {
  const codes = [...new Set(suppliers.map(({ currency }) => currency))].toSorted()
  return codes.map((currency) => {
    const own = suppliers.filter((row) => row.currency === currency)
    const sum = (name: 'paid' | 'outstanding' | 'overdue' | 'dueIn7Days' | 'dueIn30Days') =>
      formatAmount(
        own.reduce((total, row) => total + row[name], 0),
        currency,
      )
    return {
      currency,
      paid: sum('paid'),
      outstanding: sum('outstanding'),
      overdue: sum('overdue'),
      dueIn7Days: sum('dueIn7Days'),
      dueIn30Days: sum('dueIn30Days'),
      goodsNotIn: formatAmount(notIn.get(currency) ?? 0, currency),
    }
  })
}

function mostOwed(suppliers: readonly SupplierSums[]): PaymentSummary['suppliers'] {
  return suppliers
    .filter(({ supplierId }) => supplierId !== '')
    .toSorted((a, b) => b.outstanding - a.outstanding)
    .slice(0, MOST_SUPPLIERS)
    .map(({ supplierId, supplierName, currency, paid, outstanding, overdue }) => ({
      supplierId,
      supplierName,
      currency,
      paid: formatAmount(paid, currency),
      outstanding: formatAmount(outstanding, currency),
      overdue: formatAmount(overdue, currency),
    }))
}

async function byMonth(db: Db, days: SummaryDays): Promise<PaymentSummary['months']> {
  const months = new Map<string, { month: string; currency: string; paid: number; due: number }>()
  const monthOf = ({ month, currency }: { month: string; currency: string }) => {
    const key = `${month} ${currency}`
    const known = months.get(key) ?? { month, currency, paid: 0, due: 0 }
    months.set(key, known)
    return known
  }
  for (const row of await findPaidByMonth(db, days)) monthOf(row).paid = row.amount
  for (const row of await findDueByMonth(db, days)) monthOf(row).due = row.amount
  return [...months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { month, currency, paid, due }]) => ({
      month,
      currency,
      paid: formatAmount(paid, currency),
      due: formatAmount(due, currency),
    }))
}

async function notInByCurrency(db: Db): Promise<Map<string, number>> {
  const orders = new Map<string, PaidOrder & { lines: PaidLine[] }>()
  for (const { orderId, currency, total, paid, ...line } of await findPaidOrderLines(db)) {
    const order = orders.get(orderId) ?? { currency, total, paid, lines: [] }
    orders.set(orderId, order)
    if (isLine(line)) order.lines.push(line)
  }
  const sums = new Map<string, number>()
  for (const order of orders.values()) {
    sums.set(order.currency, (sums.get(order.currency) ?? 0) + goodsNotIn(order))
  }
  return sums
}

/** Whether the columns of a line are there; an order without lines has one row without them. */
function isLine(line: { [Name in keyof PaidLine]: number | null }): line is PaidLine {
  return Object.values(line).every((value) => value !== null)
}

/** The month so many months away from a day's own, `YYYY-MM`. */
function addMonths(day: string, count: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  const year = String(Math.floor(index / 12)).padStart(4, '0')
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`
}
