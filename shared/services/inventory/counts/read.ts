import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import type { Db } from '../../../db/types.ts'
import { QUANTITY_SCALE } from '../../../domain/quantity.ts'
import { roundingStep } from '../../../domain/stock-value.ts'
import { NotFoundError } from '../../../errors.ts'
import type { Page } from '../../../repositories/page.ts'
import { companyCurrency } from '../../../repositories/product-references.ts'
import {
  type CountLineRow,
  findCountLines,
  findDifferentLines,
} from '../../../repositories/stock-count-lines.ts'
import { sumDifferences } from '../../../repositories/stock-count-totals.ts'
import { type CountRow, findCount, findCounts } from '../../../repositories/stock-counts.ts'
import {
  type Count,
  type CountLine,
  type CountSummary,
  type ListCountLines,
  type ListCounts,
  MOST_COUNT_LINES,
} from '../../../schemas/counts.ts'
import { countSummary, isHidden, lineView, varianceSummary, varianceView } from './view.ts'

/** @throws NotFoundError */
export async function getCount(ctx: Ctx, id: string): Promise<Count> {
  authorize(ctx.actor, 'inventory:read')
  const row = await findCount(ctx.db, id)
  if (!row) throw new NotFoundError('count', id)
  return countView(ctx, ctx.db, row)
}

/** Newest first. */
export async function listCounts(ctx: Ctx, query: ListCounts): Promise<Page<CountSummary>> {
  authorize(ctx.actor, 'inventory:read')
  const page = await findCounts(ctx.db, query)
  return { ...page, items: page.items.map(countSummary) }
}

/** By the name of the product. @throws NotFoundError */
export async function listCountLines(
  ctx: Ctx,
  id: string,
  query: ListCountLines,
): Promise<Page<CountLine>> {
  authorize(ctx.actor, 'inventory:read')
  const row = await findCount(ctx.db, id)
  if (!row) throw new NotFoundError('count', id)
  const hidden = isHidden(ctx.actor, row)
  // Which lines differ would tell what is expected.
  if (hidden && query.only === 'different') return { items: [], nextCursor: null }
  const currency = await companyCurrency(ctx.db)
  const page = await findCountLines(ctx.db, id, query)
  return { ...page, items: page.items.map((line) => lineView(line, currency, hidden)) }
}

/**
 * The count as the actor may see it.
 * @param lines those to show; the first ones by name unless given
 */
export async function countView(
  ctx: Ctx,
  db: Db,
  row: CountRow,
  lines?: readonly CountLineRow[],
): Promise<Count> {
  const hidden = isHidden(ctx.actor, row)
  const currency = await companyCurrency(db)
  const shown = lines ?? (await findCountLines(db, row.id, { limit: MOST_COUNT_LINES })).items
  return {
    ...countSummary(row),
    variance: hidden ? null : await varianceOfCount(db, row, currency),
    lines: shown.map((line) => lineView(line, currency, hidden)),
  }
}

async function varianceOfCount(
  db: Db,
  row: CountRow,
  currency: string,
): Promise<Count['variance']> {
  const step = roundingStep(currency)
  const totals = await sumDifferences(db, row, QUANTITY_SCALE * Number(step))
  if (totals.tooLarge > 0) return varianceSummary(await findDifferentLines(db, row.id), currency)
  const [gain, loss] = [BigInt(totals.gain) * step, BigInt(totals.loss) * -step]
  return varianceView(totals.lines, { gain, loss }, currency)
}
