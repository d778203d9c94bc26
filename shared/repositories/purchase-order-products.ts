import { PostgresAdapter } from 'kysely'
import type { Db, ProductTable, Tx } from '../db/types.ts'

const columns = [
  'id',
  'sku',
  'name',
  'wholeUnits',
  'cost',
  'currency',
  'deletedAt',
] as const satisfies readonly (keyof ProductTable)[]

export type OrderableProduct = Pick<ProductTable, (typeof columns)[number]>

/**
 * The products of these ids, deleted ones too, by id. None of them is deleted until the transaction
 * ends (`holdForDeletion`); SQLite has one writer.
 */
export async function findOrderableProducts(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, OrderableProduct>> {
  const found = tx
    .selectFrom('product')
    .select(columns)
    .where('id', 'in', [...new Set(ids)])
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter
  const rows = await (isPostgres ? found.forKeyShare() : found).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Those of the lines that a receipt names, be it one that was taken back. */
export async function findReceiptedLines(
  db: Db,
  lineIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (lineIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('goodsReceiptLine')
    .select('orderLineId')
    .distinct()
    .where('orderLineId', 'in', lineIds)
    .execute()
  return new Set(rows.map((row) => row.orderLineId))
}
