import { mutate } from '../../../audit/mutate.ts'
import type { AuditTrail } from '../../../audit/trail.ts'
import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import type { Tx } from '../../../db/types.ts'
import { quantityToNumber } from '../../../domain/quantity.ts'
import { AppError, ConflictError } from '../../../errors.ts'
import { isActiveLocation } from '../../../repositories/locations.ts'
import { companyCurrency } from '../../../repositories/product-references.ts'
import {
  closeLines,
  type CountLineRow,
  findCountLines,
  findDifferentLines,
} from '../../../repositories/stock-count-lines.ts'
import {
  type CountRow,
  findCount,
  lockOpenCount,
  updateLockedCount,
} from '../../../repositories/stock-counts.ts'
import type { CancelCount, Count, PostCount } from '../../../schemas/counts.ts'
import { requireVersion } from '../../edit.ts'
import { firstCost } from '../first-cost.ts'
import { type Move, moveStock } from '../ledger.ts'
import { notOpen } from './closed.ts'
import { countView } from './read.ts'
import { countSummary, varianceOf } from './view.ts'

const MOST_NAMED = 100

/**
 * Sets the stock right by what the count found: a movement of what was found − what was expected for
 * each line that differs, so that what was sold or received since the count was begun stays so.
 *
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE when it is not open any more or
 *   lines are uncounted, ConflictError for an inactive location and deleted products, AppError INSUFFICIENT_STOCK when
 *   less than what is reserved would be left
 */
export async function postCount(ctx: Ctx, id: string, input: PostCount): Promise<Count> {
  authorize(ctx.actor, 'inventory:adjust')
  const work = async (tx: Tx, audit: AuditTrail) => {
    const count = await close(ctx, tx, id, 'posted', input.version)
    if (!input.skipUncounted) await requireAllCounted(tx, count)
    await requireActive(tx, count)
    const different = await findDifferentLines(tx, id)
    requireNotDeleted(different)
    const currency = await companyCurrency(tx)
    const moves = different.map((line) => moveOf(count, line, currency))
    if (moves.length > 0) await moveStock(ctx, tx, audit, moves)
    await closeLines(tx, id)
    audit.changed('POST', 'count', id, openOf(count), {
      ...countSummary(count),
      adjusted: different.length,
      uncounted: count.lineCount - count.countedCount,
    })
    return countView(ctx, tx, count)
  }
  return mutate(ctx, work, { long: true })
}

/**
 * Ends a count that changes nothing; its figures stay readable.
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE when it is not open any more
 */
export async function cancelCount(ctx: Ctx, id: string, input: CancelCount): Promise<Count> {
  authorize(ctx.actor, 'inventory:adjust')
  return mutate(ctx, async (tx, audit) => {
    const count = await close(ctx, tx, id, 'cancelled', input.version)
    await closeLines(tx, id)
    audit.changed('CANCEL', 'count', id, openOf(count), countSummary(count))
    return countView(ctx, tx, count)
  })
}

async function close(
  ctx: Ctx,
  tx: Tx,
  id: string,
  state: 'posted' | 'cancelled',
  version: number | undefined,
): Promise<CountRow> {
  const at = ctx.now().toISOString()
  const stamps = state === 'posted' ? { updatedAt: at, postedAt: at } : { updatedAt: at }
  const count = await lockOpenCount(tx, id)
  if (!count) throw notOpen(id, await findCount(tx, id))
  requireVersion('count', version, count.version)
  return updateLockedCount(tx, count, { state, ...stamps })
}

function openOf(count: CountRow): Record<string, unknown> {
  return { ...countSummary(count), state: 'open', postedAt: null }
}

async function requireAllCounted(tx: Tx, { id, lineCount, countedCount }: CountRow): Promise<void> {
  const uncounted = lineCount - countedCount
  if (uncounted === 0) return
  const { items } = await findCountLines(tx, id, { only: 'uncounted', limit: MOST_NAMED })
  throw new AppError(
    'ILLEGAL_STATE',
    `${skusOf(items, uncounted)} not counted yet: count them, or post with skipUncounted`,
    { uncounted, lines: named(items) },
  )
}

async function requireActive(tx: Tx, { locationId }: CountRow): Promise<void> {
  if (await isActiveLocation(tx, locationId)) return
  throw new ConflictError('the location is inactive: set it to active to post the count', {
    locationId,
  })
}

function requireNotDeleted(different: readonly CountLineRow[]): void {
  const deleted = different.filter((line) => line.deletedAt !== null)
  if (deleted.length === 0) return
  throw new ConflictError(
    `${skusOf(deleted, deleted.length)} deleted meanwhile: restore them, or take their figures back`,
    { lines: named(deleted.slice(0, MOST_NAMED)) },
  )
}

function skusOf(lines: readonly CountLineRow[], count: number): string {
  const skus = lines.slice(0, 3).map((line) => line.sku)
  if (count > skus.length) return `${skus.join(', ')} and ${count - skus.length} more are`
  return `${skus.join(', ')} ${count === 1 ? 'is' : 'are'}`
}

function named(lines: readonly CountLineRow[]) {
  return lines.map(({ productId, sku, name }) => ({ productId, sku, name }))
}

function moveOf(count: CountRow, line: CountLineRow, currency: string): Move {
  const quantity = varianceOf(line) ?? 0
  const found = quantityToNumber(line.recounted ?? line.counted ?? 0)
  return {
    productId: line.productId,
    locationId: count.locationId,
    kind: 'count',
    quantity,
    unitCost: quantity > 0 ? firstCost(line, currency) : undefined,
    reason: `counted ${found}, expected ${quantityToNumber(line.expected)}`,
    countId: count.id,
  }
}
