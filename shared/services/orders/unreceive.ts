import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { isSettled } from '../../domain/orders/receipt-progress.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { AppError, ConflictError } from '../../errors.ts'
import {
  claimOrder,
  findStageBeforeReceived,
  takeFromLine,
} from '../../repositories/goods-receipts.ts'
import type { PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import type { MovementRow } from '../../repositories/stock-movements.ts'
import { takeBackEvents } from '../payments/for-orders.ts'
import { type LoadedOrder, loadOrder } from './load.ts'
import { orderRecord } from './record.ts'
import { noteHistory, saveOrder } from './save.ts'

/**
 * Takes what a receipt brought off its order line again, so that it is open once more; an order that
 * was received altogether goes back to the stage that it was in before. Called inside the mutation
 * that takes the goods out of stock.
 *
 * @throws AppError ILLEGAL_STATE when the order is completed, ConflictError when less was received
 */
export async function unreceive(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  movement: MovementRow,
): Promise<void> {
  const { id: movementId, orderId, orderLineId, quantity } = movement
  if (orderId === null || orderLineId === null) {
    throw new Error(`movement ${movementId} belongs to no order line`)
  }
  const order = await claimOrder(tx, orderId, ctx.now().toISOString())
  if (!order) throw new Error(`movement ${movementId} belongs to order ${orderId}, which is gone`)
  requireOpen(order)
  const before = await loadOrder(tx, orderId, undefined)
  if (!(await takeFromLine(tx, orderLineId, quantity))) {
    throw new ConflictError(`less than that was received of ${order.number}`, {
      orderId,
      movementId,
    })
  }
  const after = await loadOrder(tx, orderId, undefined)
  audit.changed(
    'UNRECEIVE',
    'order',
    orderId,
    { lines: receivedOf(before, orderLineId) },
    { lines: receivedOf(after, orderLineId) },
  )
  const taken = { lineId: orderLineId, movementId, quantity: quantityToNumber(quantity) }
  await noteHistory(ctx, tx, orderId, [{ event: 'unreceived', details: taken }])
  if (order.stage === 'received' && !isSettled(after.lines)) await goBack(ctx, tx, audit, after)
}

function requireOpen({ id, number, stage }: PurchaseOrderRow): void {
  // Also before `ordered`: an amendment may have taken the order back to its approval.
  if (stage !== 'completed' && stage !== 'cancelled') return
  throw new AppError(
    'ILLEGAL_STATE',
    `${number} is ${stage}: its receipts stay; correct the stock by an adjustment`,
    { orderId: id, stage },
  )
}

async function goBack(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  { order, settings: { currency } }: LoadedOrder,
): Promise<void> {
  const stage = (await findStageBeforeReceived(tx, order.id)) ?? 'ordered'
  const after = await saveOrder(ctx, tx, order, { stage, stageSince: ctx.now().toISOString() })
  await takeBackEvents(ctx, tx, audit, after)
  const note = 'a receipt was taken back'
  const step = { event: 'back', fromStage: order.stage, toStage: stage, note } as const
  await noteHistory(ctx, tx, order.id, [{ ...step, automatic: true }])
  audit.changed(
    'TRANSITION',
    'order',
    order.id,
    orderRecord(order, currency),
    orderRecord(after, currency),
  )
}

function receivedOf({ lines }: LoadedOrder, lineId: string) {
  return lines
    .filter(({ id }) => id === lineId)
    .map(({ id, sku, receivedQuantity }) => ({
      lineId: id,
      sku,
      receivedQuantity: quantityToNumber(receivedQuantity),
    }))
}
