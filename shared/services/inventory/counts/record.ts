import { mutate } from '../../../audit/mutate.ts'
import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import { isWhole, quantityToNumber } from '../../../domain/quantity.ts'
import { AppError, InvalidError, type Issue } from '../../../errors.ts'
import {
  type CountLineRow,
  findLinesOf,
  recordLine,
} from '../../../repositories/stock-count-lines.ts'
import { findCount, lockOpenCount, updateLockedCount } from '../../../repositories/stock-counts.ts'
import type { Count, RecordCount } from '../../../schemas/counts.ts'
import { requireVersion } from '../../edit.ts'
import { notOpen } from './closed.ts'
import { countView } from './read.ts'

/**
 * Writes down what was found on lines of an open count. With `recount` it is the second figure of
 * lines that were counted; without, it replaces the first one of lines that have no second.
 *
 * @returns the count with the lines that were written
 * @throws NotFoundError, StaleVersionError, InvalidError, AppError ILLEGAL_STATE when the count is
 *   not open any more or a line is not at this point
 */
export async function recordCount(ctx: Ctx, id: string, input: RecordCount): Promise<Count> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const at = ctx.now().toISOString()
    const count = await lockOpenCount(tx, id)
    if (!count) throw notOpen(id, await findCount(tx, id))
    requireVersion('count', input.version, count.version)

    const before = await findLinesOf(tx, id, productIdsOf(input))
    const lines = new Map(before.map((line) => [line.productId, line]))
    requireCountable(input, lines)
    requirePoint(input, lines)
    const written = { countedBy: ctx.actor.name, countedAt: at }
    const sent = input.lines.flatMap(({ productId, counted }) => {
      const line = lines.get(productId)
      if (!line) return []
      const figure = input.recount ? { recounted: counted } : { counted }
      const after = { ...line, ...figure }
      return isSame(line, after) ? line : { ...after, ...written }
    })
    const changed = sent.filter((line) => line !== lines.get(line.productId))
    if (changed.length === 0) {
      audit.nothingChanged()
      return countView(ctx, tx, count, sent)
    }
    for (const line of changed) await recordLine(tx, line)
    const countedCount = count.countedCount + countedIn(sent) - countedIn(before)
    const row = await updateLockedCount(tx, count, { countedCount, updatedAt: at })
    const old = changed.flatMap((line) => lines.get(line.productId) ?? [])
    const action = input.recount ? 'RECOUNT' : 'COUNT'
    audit.changed(action, 'count', id, { lines: old.map(figures) }, { lines: changed.map(figures) })
    return countView(ctx, tx, row, sent)
  })
}

function productIdsOf({ lines }: RecordCount): string[] {
  return [...new Set(lines.map(({ productId }) => productId))]
}

/** @throws InvalidError for lines named twice, not part of the count, or with a fraction of a whole unit */
function requireCountable({ lines }: RecordCount, known: ReadonlyMap<string, CountLineRow>): void {
  const seen = new Set<string>()
  const issues: Issue[] = []
  for (const [index, { productId, counted }] of lines.entries()) {
    const line = known.get(productId)
    const path = `lines.${index}.productId`
    if (!line) issues.push({ path, message: 'is not part of this count', code: 'unknown' })
    else if (seen.has(productId)) issues.push({ path, message: 'is named twice', code: 'repeated' })
    else if (line.wholeUnits === 1 && !isWhole(counted ?? 0)) {
      const message = `must be whole, because ${line.sku} is counted in whole units`
      issues.push({ path: `lines.${index}.counted`, message, code: 'whole_units' })
    }
    seen.add(productId)
  }
  if (issues.length > 0) throw new InvalidError(issues)
}

/** A second figure needs a first one, and the first one stays as it is once there is a second. */
function requirePoint(
  { lines, recount = false }: RecordCount,
  known: ReadonlyMap<string, CountLineRow>,
): void {
  const wrong = lines.flatMap(({ productId }) => {
    const line = known.get(productId)
    const isWrong = recount ? line?.counted === null : (line?.recounted ?? null) !== null
    return line && isWrong ? [{ productId, sku: line.sku }] : []
  })
  const [first] = wrong
  if (!first) return
  const why = recount
    ? `${first.sku} has not been counted yet: count it without recount`
    : `${first.sku} was recounted: send recount to correct the second figure`
  throw new AppError('ILLEGAL_STATE', why, { lines: wrong })
}

function countedIn(lines: readonly CountLineRow[]): number {
  return lines.filter((line) => line.counted !== null).length
}

function isSame(line: CountLineRow, other: CountLineRow): boolean {
  return line.counted === other.counted && line.recounted === other.recounted
}

function figures({ productId, sku, counted, recounted }: CountLineRow) {
  return {
    productId,
    sku,
    counted: counted === null ? null : quantityToNumber(counted),
    recounted: recounted === null ? null : quantityToNumber(recounted),
  }
}
