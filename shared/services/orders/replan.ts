import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { hasReached } from '../../domain/orders/stages.ts'
import { planPayments } from '../payments/for-orders.ts'
import { eventDays } from './event-days.ts'
import type { LoadedOrder } from './load.ts'

/** Makes the planned payments agree with what the order is worth now, once there is a plan. */
export async function replan(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  { order, settings }: Pick<LoadedOrder, 'order' | 'settings'>,
): Promise<void> {
  if (!hasReached(order.stage, 'confirmed')) return
  await planPayments(ctx, tx, audit, order, eventDays(ctx, { order, settings }))
}
