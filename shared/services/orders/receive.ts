import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { MAIN_LOCATION_ID } from '../../domain/locations.ts'
import { acceptedQuantity, stockCost } from '../../domain/orders/receipts.ts'
import { actionsIn } from '../../domain/orders/transitions.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { AppError, invalid, NotFoundError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import {
  claimOrder,
  findReceiptLines,
  insertReceipt,
  insertReceiptLines,
} from '../../repositories/goods-receipts.ts'
import { isActiveLocation } from '../../repositories/locations.ts'
import {
  findOrderLines,
  type PurchaseOrderLineRow,
  type PurchaseOrderRow,
} from '../../repositories/purchase-orders.ts'
import type { MovementRow } from '../../repositories/stock-movements.ts'
import type { GoodsReceipt, Receive, Received } from '../../schemas/receipts.ts'
import { moveStock } from '../inventory/ledger.ts'
import { movementView } from '../inventory/view.ts'
import { afterReceipt } from './advance-automatically.ts'
import { addDeliveries, type Delivered, namedLines, openLines } from './deliveries.ts'
import { loadOrder } from './load.ts'
import { receiptView } from './receipt-view.ts'
import { noteHistory } from './save.ts'
import { orderView } from './view.ts'

interface Delivery {
  order: PurchaseOrderRow
  locationId: string
  reference: string | null
  delivered: readonly Delivered[]
}

/**
 * Books goods of an order in: what was accepted goes into stock at the order's cost, what was
 * rejected is noted and stays open. Receipts of one order come one after the other, so that two at
 * once cannot both take what is open.
 *
 * @throws NotFoundError, InvalidError for unknown lines and places, AppError ILLEGAL_STATE when the
 *   order is not on its way, ConflictError when more came than was ordered and is tolerated
 */
export async function receiveGoods(ctx: Ctx, input: Receive): Promise<Received> {
  authorize(ctx.actor, 'orders:receive')
  return mutate(ctx, async (tx, audit) => {
    const order = await claimOrder(tx, input.orderId, ctx.now().toISOString())
    if (!order) throw new NotFoundError('order', input.orderId)
    requireOnItsWay(order)
    const { locationId = MAIN_LOCATION_ID, reference = null } = input
    if (!(await isActiveLocation(tx, locationId))) {
      throw invalid('locationId', `there is no active location ${locationId}`, 'unknown')
    }
    const lines = await findOrderLines(tx, order.id)
    const delivered = input.lines ? namedLines(lines, input.lines) : openLines(order, lines)
    await addDeliveries(tx, order, delivered)
    const delivery = { order, locationId, reference, delivered }
    const movements = await putAway(ctx, tx, audit, delivery)
    const receipt = await storeReceipt(ctx, tx, delivery, movements)
    await tell(ctx, tx, audit, lines, receipt)
    await afterReceipt(ctx, tx, audit, order.id)
    const after = await loadOrder(tx, order.id, undefined)
    return { order: await orderView(ctx, tx, after.order), movements: movements.map(movementView) }
  })
}

function requireOnItsWay({ id, number, stage }: PurchaseOrderRow): void {
  if (actionsIn[stage].includes('receive')) return
  throw new AppError(
    'ILLEGAL_STATE',
    `${number} is ${stage}: goods are received from \`ordered\` on, until all has come`,
    { orderId: id, stage },
  )
}

/** Puts what was accepted into stock; nothing where all was rejected. */
async function putAway(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  { order, locationId, reference, delivered }: Delivery,
): Promise<MovementRow[]> {
  const accepted = delivered.filter((delivery) => acceptedQuantity(delivery) > 0)
  if (accepted.length === 0) return []
  return moveStock(
    ctx,
    tx,
    audit,
    accepted.map((delivery) => ({
      productId: delivery.line.productId,
      locationId,
      kind: 'receipt',
      quantity: acceptedQuantity(delivery),
      unitCost: stockCost(delivery.line, order.exchangeRate),
      reference: reference ?? order.number,
      orderId: order.id,
      orderLineId: delivery.line.id,
      path: delivery.path,
    })),
  )
}

/** Stores the receipt with the exchange rate of the moment; gives it as the API shows it. */
async function storeReceipt(
  ctx: Ctx,
  tx: Tx,
  { order, locationId, reference, delivered }: Delivery,
  movements: readonly MovementRow[],
): Promise<GoodsReceipt> {
  const receipt = await insertReceipt(tx, {
    id: newId('receipt'),
    orderId: order.id,
    locationId,
    at: ctx.now().toISOString(),
    exchangeRate: order.exchangeRate,
    reference,
    actorId: ctx.actor.userId,
    actorName: ctx.actor.name,
  })
  const lines = delivered.map(({ line, quantity, rejectedQuantity, rejectReason }) => ({
    receiptId: receipt.id,
    orderLineId: line.id,
    quantity,
    rejectedQuantity,
    rejectReason,
    movementId: movements.find(({ orderLineId }) => orderLineId === line.id)?.id ?? null,
  }))
  await insertReceiptLines(tx, lines)
  return receiptView(receipt, await findReceiptLines(tx, [receipt.id]))
}

/** The receipt in the audit log and in the history, and the order's lines before and after it. */
async function tell(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  before: readonly PurchaseOrderLineRow[],
  receipt: GoodsReceipt,
): Promise<void> {
  audit.created('receipt', receipt)
  const { id: receiptId, orderId, reference } = receipt
  audit.changed(
    'RECEIVE',
    'order',
    orderId,
    { lines: receivedOf(before, receipt) },
    { lines: receivedOf(await findOrderLines(tx, orderId), receipt) },
  )
  const lines = receipt.lines.map(({ lineId, sku, acceptedQuantity: accepted, ...line }) => ({
    lineId,
    sku,
    accepted,
    rejected: line.rejectedQuantity,
    ...(line.rejectReason !== null && { rejectReason: line.rejectReason }),
  }))
  const details = { receiptId, ...(reference !== null && { reference }), lines }
  await noteHistory(ctx, tx, orderId, [{ event: 'received', details }])
}

/** How much of the lines of a receipt had come altogether. */
function receivedOf(lines: readonly PurchaseOrderLineRow[], receipt: GoodsReceipt) {
  const touched = new Set(receipt.lines.map(({ lineId }) => lineId))
  return lines
    .filter(({ id }) => touched.has(id))
    .map((line) => ({
      lineId: line.id,
      sku: line.sku,
      receivedQuantity: quantityToNumber(line.receivedQuantity),
      rejectedQuantity: quantityToNumber(line.rejectedQuantity),
    }))
}
