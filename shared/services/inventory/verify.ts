import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { findRangeEnd } from '../../repositories/demand.ts'
import {
  findLedger,
  type LedgerRow,
  type LedgerSource,
} from '../../repositories/stock-verification.ts'
import type { Verification } from '../../schemas/inventory.ts'
import { levelKey } from './shortages.ts'

const PRODUCTS_AT_ONCE = 500
const MOST_PROBLEMS = 100

/**
 * Proves for every product and location that the level is the sum of its movements, is what the last
 * movement left, and has no gap before it; that reservations add up; and that the product's total is
 * the sum of its levels.
 */
export async function verifyInventory(ctx: Ctx): Promise<Verification> {
  authorize(ctx.actor, 'inventory:read')
  const report: Verification = { ok: true, levels: 0, movements: 0, problems: [] }
  for (let after: string | null = ''; after !== null;) {
    const upTo: string | null = (await findRangeEnd(ctx.db, after, PRODUCTS_AT_ONCE)) ?? null
    verifyProducts(report, await findLedger(ctx.db, { after, upTo }))
    after = upTo
    await giveWay()
  }
  report.ok = report.problems.length === 0
  report.problems.splice(MOST_PROBLEMS)
  return report
}

/** Adds what is found of some products to the report. */
function verifyProducts(report: Verification, rows: readonly LedgerRow[]): void {
  const rowsOf = (source: LedgerSource) => rows.filter((row) => row.source === source)
  const sums = new Map(rowsOf('movements').map((row) => [keyOf(row), row]))
  const reservations = new Map(rowsOf('reservations').map((row) => [keyOf(row), row.reserved]))
  const totals = new Map<string, { onHand: number; reserved: number }>()
  for (const level of rowsOf('level')) {
    const sum = sums.get(keyOf(level))
    sums.delete(keyOf(level))
    report.levels += 1
    report.movements += sum?.movements ?? 0
    note(report, level, [
      differs('on hand', level.onHand, 'its movements add up to', sum?.onHand ?? 0),
      differs('on hand', level.onHand, 'its last movement left', level.balanceAfter ?? 0),
      differs(
        'reserved',
        level.reserved,
        'reservations add up to',
        reservations.get(keyOf(level)) ?? 0,
      ),
      gap(level.sequence, sum?.movements ?? 0, sum?.sequence ?? 0),
    ])
    const total = totals.get(level.productId) ?? { onHand: 0, reserved: 0 }
    totals.set(level.productId, {
      onHand: total.onHand + level.onHand,
      reserved: total.reserved + level.reserved,
    })
  }
  for (const row of sums.values()) note(report, row, ['there are movements, but no level'])
  for (const product of rowsOf('product')) {
    const total = totals.get(product.productId) ?? { onHand: 0, reserved: 0 }
    note(report, product, [
      differs('on hand over all locations', product.onHand, 'its levels add up to', total.onHand),
      differs(
        'reserved over all locations',
        product.reserved,
        'its levels add up to',
        total.reserved,
      ),
    ])
  }
}

function note(
  { problems }: Verification,
  { productId, locationId }: LedgerRow,
  found: readonly (string | null)[],
): void {
  for (const what of found) if (what !== null) problems.push({ productId, locationId, what })
}

function keyOf({ productId, locationId }: LedgerRow): string {
  return levelKey({ productId, locationId: locationId ?? '' })
}

function differs(what: string, stored: number, other: string, found: number): string | null {
  if (stored === found) return null
  return `${what} is ${quantityToNumber(stored)}, ${other} ${quantityToNumber(found)}`
}

function gap(sequence: number, movements: number, last: number): string | null {
  if (sequence === movements && sequence === last) return null
  return `${sequence} movements are counted, ${movements} are there, the last one is number ${last}`
}
