import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { invalid } from '../../errors.ts'
import { takeNumber } from '../../repositories/number-series.ts'
import { findSupplier } from '../../repositories/suppliers.ts'
import type { SuggestOrders, Suggestions } from '../../schemas/suggestions.ts'
import { draftOrder } from './draft.ts'
import { planSuggestions, type SuggestionPlan, suggestedOrderView } from './suggestion-plan.ts'

/** Counts the runs, and lets one wait for the other: the second then sees the drafts of the first. */
const RUNS = 'suggested orders'

/**
 * Makes one draft for each supplier of what is at or below its reorder point, with what is on order
 * already counted in; a second run right after finds nothing more to order.
 *
 * @throws InvalidError for an unknown supplier
 */
export async function suggestOrders(ctx: Ctx, input: SuggestOrders): Promise<Suggestions> {
  authorize(ctx.actor, 'orders:write')
  if (input.dryRun) {
    await requireSupplier(ctx.db, input.supplierId)
    const plan = await planSuggestions(ctx, ctx.db, input.supplierId)
    const orders = plan.drafts.map((draft) => suggestedOrderView(draft, null))
    return { ...rest(plan), dryRun: true, orders }
  }
  return mutate(ctx, async (tx, audit) => {
    audit.nothingChanged()
    await requireSupplier(tx, input.supplierId)
    await takeNumber(tx, RUNS)
    const plan = await planSuggestions(ctx, tx, input.supplierId)
    return { ...rest(plan), dryRun: false, orders: await makeDrafts(ctx, tx, audit, plan) }
  })
}

async function makeDrafts(ctx: Ctx, tx: Tx, audit: AuditTrail, { drafts }: SuggestionPlan) {
  const orders: Suggestions['orders'] = []
  for (const draft of drafts) {
    const { supplier, currency, expectedOn } = draft
    const row = await draftOrder(ctx, tx, audit, {
      supplierId: supplier.id,
      currency,
      expectedOn,
      lines: draft.lines.map(({ productId, quantity, unitCost, reason }) => ({
        productId,
        quantity,
        unitCost,
        reason,
      })),
    })
    orders.push(suggestedOrderView(draft, row))
  }
  return orders
}

function rest({ skipped, more }: SuggestionPlan): Pick<Suggestions, 'skipped' | 'more'> {
  return { skipped, more }
}

async function requireSupplier(db: Tx | Ctx['db'], id: string | undefined): Promise<void> {
  if (id === undefined || (await findSupplier(db, id))) return
  throw invalid('supplierId', `there is no supplier ${id}`, 'unknown')
}
