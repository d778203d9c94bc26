import { sql } from 'kysely'
import type { PurchaseOrderTable } from '../db/order-tables.ts'
import type { Db } from '../db/types.ts'
import { hasReached, pipeline } from '../domain/orders/stages.ts'

/** In these stages goods are on their way, or at least decided on. */
const incomingStages = pipeline.filter(
  (stage) => hasReached(stage, 'approved') && !hasReached(stage, 'received'),
)

/** What of an order's `line` is still to come, below zero when more came than was ordered. */
export const openOfLine = sql<number>`line.quantity - line.received_quantity - line.cancelled_quantity`

/** A line of a purchase order with an open quantity, in 1/1,000, and the days of its order. */
export interface OpenReceiptRow extends Pick<
  PurchaseOrderTable,
  'stage' | 'expectedOn' | 'promisedOn' | 'dueOn' | 'readyOn' | 'etaOn'
> {
  orderId: string
  position: number
  productId: string
  orderNumber: string
  quantity: number
}

/**
 * What is still to come on purchase orders, order by order.
 *
 * @param after the last line of the page before
 */
export async function findOpenReceipts(
  db: Db,
  after: { orderId: string; position: number } | undefined,
  limit: number,
): Promise<OpenReceiptRow[]> {
  return db
    .selectFrom('purchaseOrder')
    .innerJoin('purchaseOrderLine as line', 'line.orderId', 'purchaseOrder.id')
    .select([
      'line.orderId',
      'line.position',
      'line.productId',
      'purchaseOrder.number as orderNumber',
      openOfLine.as('quantity'),
      'purchaseOrder.stage',
      'purchaseOrder.expectedOn',
      'purchaseOrder.promisedOn',
      'purchaseOrder.dueOn',
      'purchaseOrder.readyOn',
      'purchaseOrder.etaOn',
    ])
    .where('purchaseOrder.stage', 'in', incomingStages)
    .where(sql<boolean>`${openOfLine} > 0`)
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('line.orderId', 'line.position'),
          '>',
          tuple(after?.orderId ?? '', after?.position ?? 0),
        ),
      ),
    )
    .orderBy('line.orderId')
    .orderBy('line.position')
    .limit(limit)
    .execute()
}

const unreceivedStages = pipeline.filter((stage) => !hasReached(stage, 'received'))

/** The numbers of orders, drafts among them, that still wait for a product; the oldest ones. */
export async function findOrdersWaitingFor(
  db: Db,
  productId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('purchaseOrderLine as line')
    .innerJoin('purchaseOrder', 'purchaseOrder.id', 'line.orderId')
    .select('purchaseOrder.number')
    .distinct()
    .where('line.productId', '=', productId)
    .where('purchaseOrder.stage', 'in', unreceivedStages)
    .where(sql<boolean>`${openOfLine} > 0`)
    .orderBy('purchaseOrder.number')
    .limit(limit)
    .execute()
  return rows.map((row) => row.number)
}
