import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { isForGoods } from '../../domain/payments/payments.ts'
import { hasHappened } from '../../domain/payments/plan.ts'
import type { PaymentRow } from '../../repositories/payments.ts'
import { findOrder, lockOrder } from '../../repositories/purchase-orders.ts'
import { takeOffPlan } from './plan.ts'
import { settleRefunded } from './refunds.ts'

/** Holds the order of a payment that becomes paid, so that of two at once the second sees the first. */
export async function beforePaid(tx: Tx, { type, orderId }: PaymentRow): Promise<void> {
  if (orderId !== null && isForGoods(type)) await lockOrder(tx, orderId)
}

/** What follows when a payment is paid: it may end the one that it refunds, or shorten a plan. */
export async function afterPaid(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  { type, orderId, refundsId }: PaymentRow,
): Promise<void> {
  if (refundsId !== null) await settleRefunded(ctx, tx, audit, refundsId)
  if (orderId === null || !isForGoods(type)) return
  const order = await findOrder(tx, orderId)
  if (!order || !hasHappened('confirmation', order.stage)) return
  await takeOffPlan(ctx, tx, audit, order)
}
