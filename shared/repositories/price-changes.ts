import { batchInsert } from '../db/batch-insert.ts'
import type { Db, PriceChangeTable } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'productId',
  'at',
  'actorId',
  'actorName',
  'currency',
  'oldPrice',
  'newPrice',
  'oldCost',
  'newCost',
] as const satisfies readonly (keyof PriceChangeTable)[]

export type PriceChangeRow = Pick<PriceChangeTable, (typeof columns)[number]>

export const insertPriceChanges = batchInsert('priceChange', columns)

/** The price changes of a product, newest first. */
export async function findPriceChanges(
  db: Db,
  productId: string,
  request: PageRequest,
): Promise<Page<PriceChangeRow>> {
  const order = { name: 'prices', column: 'id', direction: 'desc' } as const
  const query = db.selectFrom('priceChange').select(columns).where('productId', '=', productId)
  const rows = await keysetPage(query, request, order, 'string').execute()
  return toPage(rows, request.limit, order.name, (row) => row.id)
}
