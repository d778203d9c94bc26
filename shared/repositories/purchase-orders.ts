import type { Insertable, Updateable } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import type { PurchaseOrderLineTable, PurchaseOrderTable } from '../db/order-tables.ts'
import type { Db, Tx } from '../db/types.ts'

export const orderColumns = [
  'id',
  'number',
  'searchKey',
  'supplierId',
  'stage',
  'stageSince',
  'onHold',
  'holdReason',
  'cancelReason',
  'currency',
  'exchangeRate',
  'terms',
  'expectedOn',
  'promisedOn',
  'dueOn',
  'readyOn',
  'etaOn',
  'arrivedOn',
  'subtotal',
  'tax',
  'shipping',
  'other',
  'total',
  'submittedTotal',
  'approvedTotal',
  'approvedById',
  'approvedByName',
  'supplierReference',
  'carrier',
  'tracking',
  'customsEntry',
  'duty',
  'sentAt',
  'sentBy',
  'documentVersion',
  'notes',
  'closingNote',
  'unpaidWaived',
  'authorId',
  'authorName',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof PurchaseOrderTable)[]

export type PurchaseOrderRow = Pick<PurchaseOrderTable, (typeof orderColumns)[number]>

const lineColumns = [
  'id',
  'orderId',
  'position',
  'productId',
  'sku',
  'name',
  'quantity',
  'unitCost',
  'discountPercent',
  'lineTotal',
  'receivedQuantity',
  'rejectedQuantity',
  'cancelledQuantity',
  'reason',
] as const satisfies readonly (keyof PurchaseOrderLineTable)[]

export type PurchaseOrderLineRow = Pick<PurchaseOrderLineTable, (typeof lineColumns)[number]>

export async function findOrder(db: Db, id: string): Promise<PurchaseOrderRow | undefined> {
  return db.selectFrom('purchaseOrder').select(orderColumns).where('id', '=', id).executeTakeFirst()
}

/** The lines of an order by their position. */
export async function findOrderLines(db: Db, orderId: string): Promise<PurchaseOrderLineRow[]> {
  return db
    .selectFrom('purchaseOrderLine')
    .select(lineColumns)
    .where('orderId', '=', orderId)
    .orderBy('position')
    .execute()
}

export async function insertOrder(
  tx: Tx,
  row: Insertable<PurchaseOrderTable>,
): Promise<PurchaseOrderRow> {
  return tx
    .insertInto('purchaseOrder')
    .values(row)
    .returning(orderColumns)
    .executeTakeFirstOrThrow()
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateOrderRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<PurchaseOrderTable>,
): Promise<PurchaseOrderRow | undefined> {
  return tx
    .updateTable('purchaseOrder')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(orderColumns)
    .executeTakeFirst()
}

/**
 * Holds an order until the transaction ends, and changes nothing of it. Whoever records a payment, and
 * whoever decides by the payments that there are, takes the order first, because neither would see
 * what the other has not committed yet.
 */
export async function lockOrder(tx: Tx, id: string): Promise<PurchaseOrderRow | undefined> {
  return tx
    .updateTable('purchaseOrder')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returning(orderColumns)
    .executeTakeFirst()
}

/** Removes an order with lines and history, if it still has that version; says whether it did. */
export async function deleteOrderRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<boolean> {
  // Compared first: whoever changes the order meanwhile waits for this row.
  if (!(await updateOrderRow(tx, { id, version }, {}))) return false
  await tx.deleteFrom('purchaseOrderLine').where('orderId', '=', id).execute()
  await tx.deleteFrom('purchaseOrderHistory').where('orderId', '=', id).execute()
  await tx.deleteFrom('purchaseOrder').where('id', '=', id).execute()
  return true
}

export const insertOrderLines = batchInsert('purchaseOrderLine', lineColumns)

export async function updateOrderLine(
  tx: Tx,
  id: string,
  set: Updateable<PurchaseOrderLineTable>,
): Promise<void> {
  await tx.updateTable('purchaseOrderLine').set(set).where('id', '=', id).execute()
}

export async function deleteOrderLines(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('purchaseOrderLine').where('id', 'in', ids).execute()
}

/** Whether a payment names the order; such an order is not deleted. */
export async function hasPayments(db: Db, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('payment')
    .select('id')
    .where('orderId', '=', orderId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
