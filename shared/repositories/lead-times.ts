import { sql } from 'kysely'
import type { PurchaseOrderTable } from '../db/order-tables.ts'
import type { Db } from '../db/types.ts'

/** An order that came, and when its first and last goods did. */
export interface ReceivedOrderRow extends Pick<
  PurchaseOrderTable,
  'id' | 'number' | 'promisedOn' | 'expectedOn'
> {
  stage: 'received' | 'completed'
  sentAt: string
  firstReceiptAt: string
  lastReceiptAt: string
}

/**
 * The last orders of a supplier of which nothing is to come any more, newest first. A receipt counts
 * when it brought something into stock that was not taken back.
 */
export async function findReceivedOrders(
  db: Db,
  supplierId: string,
  limit: number,
): Promise<ReceivedOrderRow[]> {
  return db
    .selectFrom('purchaseOrder as bought')
    .innerJoin('goodsReceipt as receipt', 'receipt.orderId', 'bought.id')
    .innerJoin('goodsReceiptLine as line', 'line.receiptId', 'receipt.id')
    .leftJoin('stockMovement as undo', 'undo.reversesId', 'line.movementId')
    .select([
      'bought.id',
      'bought.number',
      sql<'received' | 'completed'>`bought.stage`.as('stage'),
      'bought.promisedOn',
      'bought.expectedOn',
      sql<string>`bought.sent_at`.as('sentAt'),
      sql<string>`min(receipt.at)`.as('firstReceiptAt'),
      sql<string>`max(receipt.at)`.as('lastReceiptAt'),
    ])
    .where('bought.supplierId', '=', supplierId)
    .where('bought.stage', 'in', ['received', 'completed'])
    .where('bought.sentAt', 'is not', null)
    .where('line.movementId', 'is not', null)
    .where('undo.id', 'is', null)
    .groupBy('bought.id')
    .orderBy('bought.id', 'desc')
    .limit(limit)
    .execute()
}
