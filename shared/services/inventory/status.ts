import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import { formatAmount } from '../../domain/money.ts'
import { QUANTITY_SCALE, quantityToNumber } from '../../domain/quantity.ts'
import { roundingStep, stockValue } from '../../domain/stock-value.ts'
import {
  findTooLarge,
  type StatusTotalsRow,
  sumByStatus,
} from '../../repositories/inventory-list.ts'
import { companyCurrency } from '../../repositories/product-references.ts'
import type { InventoryStatus } from '../../schemas/inventory-read.ts'

const PRODUCTS_AT_ONCE = 5_000

/**
 * How many products are of each stock status, how many units there are, and what they are worth: the
 * sum of the rounded values that the list shows.
 */
export async function getInventoryStatus(ctx: Ctx): Promise<InventoryStatus> {
  authorize(ctx.actor, 'inventory:read')
  const currency = await companyCurrency(ctx.db)
  const step = roundingStep(currency)
  const statuses = { out: 0, low: 0, ok: 0, over: 0 }
  const sums = { products: 0, onHand: 0n, reserved: 0n, value: 0n }
  let someTooLarge = false
  for await (const row of totals(ctx, QUANTITY_SCALE * Number(step))) {
    statuses[row.stockStatus] += row.products
    sums.products += row.products
    sums.onHand += BigInt(row.onHand)
    sums.reserved += BigInt(row.reserved)
    sums.value += BigInt(row.value) * step
    someTooLarge ||= row.tooLarge > 0
  }
  if (someTooLarge) {
    for (const product of await findTooLarge(ctx.db)) sums.value += stockValue(product, currency)
  }
  return {
    products: sums.products,
    statuses,
    units: quantityToNumber(Number(sums.onHand)),
    reserved: quantityToNumber(Number(sums.reserved)),
    stockValue: formatAmount(sums.value, currency),
    currency,
  }
}

/** Part by part, because on SQLite reading all products at once would hold everybody else up. */
async function* totals({ db }: Ctx, roundTo: number): AsyncGenerator<StatusTotalsRow> {
  for (let after = ''; ;) {
    const rows = await sumByStatus(db, roundTo, after, PRODUCTS_AT_ONCE)
    yield* rows
    const seen = rows.reduce((sum, row) => sum + row.products, 0)
    if (seen < PRODUCTS_AT_ONCE) return
    after = rows.reduce((last, row) => (row.lastId > last ? row.lastId : last), '')
    await giveWay()
  }
}
