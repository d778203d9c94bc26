import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import type { Db } from '../../db/types.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import {
  findLevelsWithLast,
  findTotals,
  sumMovements,
  sumReservations,
} from '../../repositories/stock-verification.ts'
import type { Verification } from '../../schemas/inventory.ts'
import { levelKey } from './shortages.ts'

const PRODUCTS_AT_ONCE = 500
const MOST_PROBLEMS = 100
const MOST_LOOKS = 5

/** A part of the report, and the last product of it; null when no product was left. */
type Part = Omit<Verification, 'ok'> & { last: string | null }

/**
 * Proves for every product and location that the level is the sum of its movements, is what the last
 * movement left, and has no gap before it; that reservations add up; and that the product's total is
 * the sum of its levels. A sale in the middle of it can look like a problem for a moment, so what
 * looks broken is looked at again.
 */
export async function verifyInventory(ctx: Ctx): Promise<Verification> {
  authorize(ctx.actor, 'inventory:read')
  const report: Verification = { ok: true, levels: 0, movements: 0, problems: [] }
  for (let after: string | null = ''; after !== null;) {
    let part = await verifyProducts(ctx.db, after)
    for (let looks = 1; part.problems.length > 0 && looks < MOST_LOOKS; looks++) {
      part = await verifyProducts(ctx.db, after)
    }
    report.levels += part.levels
    report.movements += part.movements
    report.problems.push(...part.problems)
    after = part.last
    await giveWay()
  }
  report.ok = report.problems.length === 0
  report.problems.splice(MOST_PROBLEMS)
  return report
}

async function verifyProducts(db: Db, after: string): Promise<Part> {
  const products = await findTotals(db, after, PRODUCTS_AT_ONCE)
  const last = products.at(-1)?.id
  if (last === undefined) return { levels: 0, movements: 0, problems: [], last: null }
  const range = { after, upTo: last }
  const levels = await findLevelsWithLast(db, range)
  const sums = new Map((await sumMovements(db, range)).map((sum) => [levelKey(sum), sum]))
  const reservations = new Map(
    (await sumReservations(db, range)).map((sum) => [levelKey(sum), sum.reserved]),
  )
  const problems: Verification['problems'] = []
  const totals = new Map<string, { onHand: number; reserved: number }>()
  let movements = 0
  for (const level of levels) {
    const { productId, locationId } = level
    const sum = sums.get(levelKey(level))
    sums.delete(levelKey(level))
    movements += sum?.movements ?? 0
    const found = [
      differs('on hand', level.onHand, 'its movements add up to', sum?.total ?? 0),
      differs('on hand', level.onHand, 'its last movement left', level.balanceAfter ?? 0),
      differs(
        'reserved',
        level.reserved,
        'reservations add up to',
        reservations.get(levelKey(level)) ?? 0,
      ),
      gap(level.sequence, sum?.movements ?? 0, sum?.lastSequence ?? 0),
    ]
    for (const what of found) if (what !== null) problems.push({ productId, locationId, what })
    const total = totals.get(productId) ?? { onHand: 0, reserved: 0 }
    totals.set(productId, {
      onHand: total.onHand + level.onHand,
      reserved: total.reserved + level.reserved,
    })
  }
  for (const { productId, locationId } of sums.values()) {
    problems.push({ productId, locationId, what: 'there are movements, but no level' })
  }
  for (const { id, onHand, reserved } of products) {
    const total = totals.get(id) ?? { onHand: 0, reserved: 0 }
    const found = [
      differs('on hand over all locations', onHand, 'its levels add up to', total.onHand),
      differs('reserved over all locations', reserved, 'its levels add up to', total.reserved),
    ]
    for (const what of found)
      if (what !== null) problems.push({ productId: id, locationId: null, what })
  }
  return { levels: levels.length, movements, problems, last }
}

function differs(what: string, stored: number, other: string, found: number): string | null {
  if (stored === found) return null
  return `${what} is ${quantityToNumber(stored)}, ${other} ${quantityToNumber(found)}`
}

function gap(sequence: number, movements: number, last: number): string | null {
  if (sequence === movements && sequence === last) return null
  return `${sequence} movements are counted, ${movements} are there, the last one is number ${last}`
}
