import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { requireAllowed } from '../../domain/orders/transitions.ts'
import type { CancelOrder } from '../../schemas/order-moves.ts'
import type { Order } from '../../schemas/orders.ts'
import { cancelPlan } from '../payments/for-orders.ts'
import { loadOrder, stateOf } from './load.ts'
import { orderRecord } from './record.ts'
import { noteHistory, saveOrder } from './save.ts'
import { orderView } from './view.ts'

/**
 * Gives an order up, and the payments that are merely planned for it.
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE once something was received
 */
export async function cancelOrder(ctx: Ctx, id: string, input: CancelOrder): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  return mutate(ctx, async (tx, audit) => {
    const loaded = await loadOrder(tx, id, input.version)
    requireAllowed(stateOf(loaded), 'cancel')
    const { order: before, settings } = loaded
    const after = await saveOrder(ctx, tx, before, {
      stage: 'cancelled',
      stageSince: ctx.now().toISOString(),
      cancelReason: input.reason,
      onHold: 0,
      holdReason: null,
    })
    await cancelPlan(ctx, tx, audit, after)
    await noteHistory(ctx, tx, id, [
      {
        event: 'cancelled',
        fromStage: before.stage,
        toStage: 'cancelled',
        note: input.reason,
      },
    ])
    audit.changed(
      'CANCEL',
      'order',
      id,
      orderRecord(before, settings.currency),
      orderRecord(after, settings.currency),
    )
    return orderView(ctx, tx, after)
  })
}
