import type { Db, ProductTable } from '../db/types.ts'

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

/** The products of these ids, deleted ones too, by id. */
export async function findOrderableProducts(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, OrderableProduct>> {
  const rows = await db
    .selectFrom('product')
    .select(columns)
    .where('id', 'in', [...new Set(ids)])
    .execute()
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
