import { type Insertable, sql } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import type { GoodsReceiptLineTable, GoodsReceiptTable } from '../db/order-tables.ts'
import { prepared } from '../db/prepared.ts'
import type { Db, ProductTable, Tx } from '../db/types.ts'
import type { OrderStage } from '../domain/orders/stages.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'
import { orderColumns, type PurchaseOrderRow } from './purchase-orders.ts'

const columns = [
  'id',
  'orderId',
  'locationId',
  'at',
  'exchangeRate',
  'reference',
  'actorId',
  'actorName',
] as const satisfies readonly (keyof GoodsReceiptTable)[]

export type GoodsReceiptRow = Pick<GoodsReceiptTable, (typeof columns)[number]>

const lineColumns = [
  'receiptId',
  'orderLineId',
  'quantity',
  'rejectedQuantity',
  'rejectReason',
  'movementId',
] as const satisfies readonly (keyof GoodsReceiptLineTable)[]

export type GoodsReceiptLineRow = Pick<GoodsReceiptLineTable, (typeof lineColumns)[number]>

/** A line of a receipt with the product it was of, and whether its stock was taken back. */
export interface ReceivedLineRow extends GoodsReceiptLineRow {
  productId: string
  sku: string
  name: string
  reversalId: string | null
}

/**
 * Counts a change of the order and holds it until the transaction ends, so that receipts of one
 * order come one after the other and each sees what the one before has received. Undefined when
 * there is no such order.
 */
export async function claimOrder(
  tx: Tx,
  id: string,
  updatedAt: string,
): Promise<PurchaseOrderRow | undefined> {
  return tx
    .updateTable('purchaseOrder')
    .set((eb) => ({ version: eb('version', '+', 1), updatedAt }))
    .where('id', '=', id)
    .returning(orderColumns)
    .executeTakeFirst()
}

interface LineDelta {
  received: number
  rejected: number
  /** What may be received altogether. */
  most: number
}

const receiveLine = prepared<
  [received: number, rejected: number, id: string, most: number],
  { id: string }
>(
  (db, received, rejected, id, most) =>
    db
      .updateTable('purchaseOrderLine')
      .set({
        receivedQuantity: sql<number>`received_quantity + ${received}`,
        rejectedQuantity: sql<number>`rejected_quantity + ${rejected}`,
      })
      .where('id', '=', id)
      .where(sql<boolean>`received_quantity + ${received} <= ${most}`)
      .returning('purchaseOrderLine.id'),
  4,
)

/** Adds a delivery to a line in one conditional statement; false when it would be too much. */
export async function addToLine(
  tx: Tx,
  id: string,
  { received, rejected, most }: LineDelta,
): Promise<boolean> {
  return (await receiveLine(tx, received, rejected, id, most)).length > 0
}

/** Takes a received quantity off a line again; false when less than that was received. */
export async function takeFromLine(tx: Tx, id: string, quantity: number): Promise<boolean> {
  const row = await tx
    .updateTable('purchaseOrderLine')
    .set((eb) => ({ receivedQuantity: eb('receivedQuantity', '-', quantity) }))
    .where('id', '=', id)
    .where('receivedQuantity', '>=', quantity)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertReceipt(
  tx: Tx,
  row: Insertable<GoodsReceiptTable>,
): Promise<GoodsReceiptRow> {
  return tx.insertInto('goodsReceipt').values(row).returning(columns).executeTakeFirstOrThrow()
}

/** Whether a receipt names the order, be it one that was taken back or of rejected goods only. */
export async function hasReceipts(db: Db, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('goodsReceipt')
    .select('id')
    .where('orderId', '=', orderId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const insertReceiptLines = batchInsert('goodsReceiptLine', lineColumns)

/** The receipts of an order, oldest first. */
export async function findReceipts(
  db: Db,
  orderId: string,
  request: PageRequest,
): Promise<Page<GoodsReceiptRow>> {
  const order = { name: 'receipts', column: 'id', direction: 'asc' } as const
  const query = db.selectFrom('goodsReceipt').select(columns).where('orderId', '=', orderId)
  const rows = await keysetPage(query, request, order, 'string').execute()
  return toPage(rows, request.limit, order.name, (row) => row.id)
}

/** The lines of these receipts in the order of the order's lines. */
export async function findReceiptLines(
  db: Db,
  receiptIds: readonly string[],
): Promise<ReceivedLineRow[]> {
  if (receiptIds.length === 0) return []
  return db
    .selectFrom('goodsReceiptLine as line')
    .innerJoin('purchaseOrderLine as ordered', 'ordered.id', 'line.orderLineId')
    .leftJoin('stockMovement as undo', 'undo.reversesId', 'line.movementId')
    .select(lineColumns.map((column) => `line.${column}` as const))
    .select(['ordered.productId', 'ordered.sku', 'ordered.name', 'undo.id as reversalId'])
    .where('line.receiptId', 'in', receiptIds)
    .orderBy('ordered.position')
    .execute()
}

export type ProductUnits = Pick<ProductTable, 'unit' | 'wholeUnits'>

/** What the products are counted in, by their ids. */
export async function findProductUnits(
  db: Db,
  productIds: readonly string[],
): Promise<Map<string, ProductUnits>> {
  if (productIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('product')
    .select(['id', 'unit', 'wholeUnits'])
    .where('id', 'in', [...new Set(productIds)])
    .execute()
  return new Map(rows.map(({ id, ...units }) => [id, units]))
}

/** How many stages there are to be passed on the way to `received`, and some more. */
const LAST_MOVES = 12

/** The stage that an order stayed in before it came to `received`, not one that it only passed. */
export async function findStageBeforeReceived(
  db: Db,
  orderId: string,
): Promise<OrderStage | undefined> {
  const moves = await db
    .selectFrom('purchaseOrderHistory')
    .select(['event', 'fromStage', 'toStage'])
    .where('orderId', '=', orderId)
    .where('event', 'in', ['advanced', 'passed'])
    .orderBy('id', 'desc')
    .limit(LAST_MOVES)
    .execute()
  const received = moves.findIndex(({ toStage }) => toStage === 'received')
  let before = moves[received]?.fromStage
  for (const move of moves.slice(received + 1)) {
    if (move.event !== 'passed') break
    before = move.fromStage
  }
  return before ?? undefined
}
