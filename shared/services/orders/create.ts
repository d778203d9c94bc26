import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { CreateOrder, Order } from '../../schemas/orders.ts'
import { draftOrder } from './draft.ts'
import { orderView } from './view.ts'

/** @throws InvalidError for unknown suppliers and products, fractions of whole units, missing costs */
export async function createOrder(ctx: Ctx, input: CreateOrder): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  return mutate(ctx, async (tx, audit) =>
    orderView(ctx, tx, await draftOrder(ctx, tx, audit, input)),
  )
}
