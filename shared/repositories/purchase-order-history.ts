import type { Insertable } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import type { PurchaseOrderHistoryTable } from '../db/order-tables.ts'
import type { Db } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'orderId',
  'at',
  'event',
  'fromStage',
  'toStage',
  'note',
  'details',
  'actorId',
  'actorName',
] as const satisfies readonly (keyof PurchaseOrderHistoryTable)[]

export type OrderHistoryRow = Pick<PurchaseOrderHistoryTable, (typeof columns)[number]>
export type NewOrderHistory = Insertable<PurchaseOrderHistoryTable>

export const insertOrderHistory = batchInsert('purchaseOrderHistory', columns)

/** What happened to an order, oldest first. */
export async function findOrderHistory(
  db: Db,
  orderId: string,
  request: PageRequest,
): Promise<Page<OrderHistoryRow>> {
  const order = { name: 'order history', column: 'id', direction: 'asc' } as const
  const query = db.selectFrom('purchaseOrderHistory').select(columns).where('orderId', '=', orderId)
  const rows = await keysetPage(query, request, order, 'string').execute()
  return toPage(rows, request.limit, order.name, (row) => row.id)
}

/** Whether the person did one of these things to the order. */
export async function hasDone(
  db: Db,
  orderId: string,
  actorId: string,
  events: readonly string[],
): Promise<boolean> {
  const row = await db
    .selectFrom('purchaseOrderHistory')
    .select('id')
    .where('orderId', '=', orderId)
    .where('actorId', '=', actorId)
    .where('event', 'in', events)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
