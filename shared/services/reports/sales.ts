import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import type { Db } from '../../db/types.ts'
import { formatAmount } from '../../domain/money.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { type ReportDay, reportDays } from '../../domain/report-days.ts'
import { roundExact } from '../../domain/stock-value.ts'
import { idBounds } from '../../ids.ts'
import { findLargeSales, sumSales } from '../../repositories/sales-report.ts'
import { findSettings } from '../../repositories/settings.ts'
import type { ReportQuery, SalesReport } from '../../schemas/reports.ts'

/** Sales added up: the quantity in 1/1,000, money in 1/10,000 of its currency. */
interface Sales {
  quantity: bigint
  revenue: Map<string, bigint>
  cost: bigint
}

/**
 * What was sold on each day of the company, for how much, and what it had cost. Returns and undone
 * sales are taken off on the day on which they happened, so that a past day stays as it was; a return
 * that names no sale has no price, and takes off quantity and cost only. Products of quantity and
 * price are added up exactly, and rounded once for each day and currency.
 *
 * @throws InvalidError when the days are no period that can be reported
 */
export async function reportSales(ctx: Ctx, query: ReportQuery): Promise<SalesReport> {
  authorize(ctx.actor, 'inventory:read')
  const { timeZone, currency } = await findSettings(ctx.db)
  const { from, to, days } = reportDays(timeZone, ctx.now(), query)
  const total: Sales = { quantity: 0n, revenue: new Map(), cost: 0n }
  const shown: SalesReport['days'] = []
  for (const day of days) {
    const sales = rounded(await salesOf(ctx.db, day), currency)
    add(total, sales)
    shown.push({ day: day.day, ...salesView(sales, currency) })
    await giveWay()
  }
  return { from, to, timeZone, currency, days: shown, total: salesView(total, currency) }
}

/** The exact sales of a day, money in 1/1,000 of 1/10,000. */
async function salesOf(db: Db, { from: start, until: end }: ReportDay): Promise<Sales> {
  const [from, until] = [idBounds('movement', start).lowest, idBounds('movement', end).lowest]
  const sales: Sales = { quantity: 0n, revenue: new Map(), cost: 0n }
  let someLarge = false
  for (const row of await sumSales(db, from, until)) {
    sales.quantity += BigInt(row.quantity)
    sales.cost += BigInt(row.cost)
    addRevenue(sales.revenue, row.priceCurrency, BigInt(row.revenue))
    someLarge ||= row.large > 0
  }
  if (!someLarge) return sales
  for (const { quantity, unitCost, unitPrice, ...row } of await findLargeSales(db, from, until)) {
    sales.cost -= BigInt(quantity) * BigInt(unitCost)
    addRevenue(sales.revenue, row.priceCurrency, -BigInt(quantity) * BigInt(unitPrice ?? 0))
  }
  return sales
}

function addRevenue(revenue: Map<string, bigint>, currency: string | null, amount: bigint): void {
  if (currency !== null) revenue.set(currency, (revenue.get(currency) ?? 0n) + amount)
}

function rounded({ quantity, revenue, cost }: Sales, companyCurrency: string): Sales {
  const amounts = [...revenue].map(([currency, exact]) => {
    return [currency, roundExact(exact, currency)] as const
  })
  return { quantity, revenue: new Map(amounts), cost: roundExact(cost, companyCurrency) }
}

function add(total: Sales, sales: Sales): void {
  total.quantity += sales.quantity
  total.cost += sales.cost
  for (const [currency, amount] of sales.revenue) addRevenue(total.revenue, currency, amount)
}

function salesView({ quantity, revenue, cost }: Sales, currency: string): SalesReport['total'] {
  return {
    quantity: quantityToNumber(Number(quantity)),
    revenue: [...revenue]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, amount]) => ({ currency: code, amount: formatAmount(amount, code) })),
    costOfGoods: formatAmount(cost, currency),
  }
}
