import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import { NotFoundError } from '../../../errors.ts'
import type { Page } from '../../../repositories/page.ts'
import { companyCurrency } from '../../../repositories/product-references.ts'
import { findRevaluation, findRevaluations } from '../../../repositories/stock-revaluations.ts'
import type { ListRevaluations, Revaluation } from '../../../schemas/revaluations.ts'
import { revaluationView } from './view.ts'

/** @throws NotFoundError */
export async function getRevaluation(ctx: Ctx, id: string): Promise<Revaluation> {
  authorize(ctx.actor, 'inventory:read')
  const row = await findRevaluation(ctx.db, id)
  if (!row) throw new NotFoundError('revaluation', id)
  return revaluationView(row, await companyCurrency(ctx.db))
}

/** Newest first. */
export async function listRevaluations(
  ctx: Ctx,
  query: ListRevaluations,
): Promise<Page<Revaluation>> {
  authorize(ctx.actor, 'inventory:read')
  const page = await findRevaluations(ctx.db, query)
  const currency = await companyCurrency(ctx.db)
  return { ...page, items: page.items.map((row) => revaluationView(row, currency)) }
}
