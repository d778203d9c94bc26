import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { requireAllowed } from '../../domain/orders/transitions.ts'
import { NotFoundError } from '../../errors.ts'
import { findOrder } from '../../repositories/purchase-orders.ts'
import type { HoldOrder } from '../../schemas/order-moves.ts'
import type { Order } from '../../schemas/orders.ts'
import { afterReceipt } from './advance-automatically.ts'
import { loadOrder, stateOf } from './load.ts'
import { orderRecord } from './record.ts'
import { noteHistory, saveOrder } from './save.ts'
import { orderView } from './view.ts'

/**
 * Puts an order on hold, where it cannot move on, or releases it; whatever came meanwhile then
 * counts.
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE when it is so already, or ended
 */
export async function holdOrder(ctx: Ctx, id: string, input: HoldOrder): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  return mutate(ctx, async (tx, audit) => {
    const { onHold = true, reason = null } = input
    const loaded = await loadOrder(tx, id, input.version)
    const action = onHold ? 'hold' : 'release'
    requireAllowed(stateOf(loaded), action)
    const { order: before, settings } = loaded
    const held = { onHold: onHold ? 1 : 0, holdReason: onHold ? reason : null } as const
    const after = await saveOrder(ctx, tx, before, held)
    await noteHistory(ctx, tx, id, [{ event: onHold ? 'held' : 'released', note: reason }])
    audit.changed(
      action.toUpperCase(),
      'order',
      id,
      orderRecord(before, settings.currency),
      orderRecord(after, settings.currency),
    )
    await afterReceipt(ctx, tx, audit, id)
    const final = await findOrder(tx, id)
    if (!final) throw new NotFoundError('order', id)
    return orderView(ctx, tx, final)
  })
}
