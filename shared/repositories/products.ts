import { type Insertable, PostgresAdapter, type Selectable, type Updateable } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import { prepared } from '../db/prepared.ts'
import type { Db, ProductTable, Tx } from '../db/types.ts'

/** What is stored of a product itself. */
export const productColumns = [
  'id',
  'sku',
  'skuKey',
  'barcode',
  'name',
  'nameKey',
  'description',
  'categoryId',
  'unit',
  'wholeUnits',
  'price',
  'cost',
  'currency',
  'reorderPoint',
  'reorderQuantity',
  'maxStock',
  'packSize',
  'minimumOrder',
  'supplierId',
  'leadTimeDays',
  'version',
  'createdAt',
  'updatedAt',
  'deletedAt',
] as const satisfies readonly (keyof ProductTable)[]

export type ProductRow = Pick<Selectable<ProductTable>, (typeof productColumns)[number]>

/** A product with its stock over all locations, quantities in 1/1,000. */
export interface StockedProductRow extends ProductRow {
  onHand: number
  reserved: number
}

/** The columns of a StockedProductRow. */
export const stockedProductColumns = ([...productColumns, 'onHand', 'reserved'] as const).map(
  (column) => `product.${column}` as const,
)

const byId = prepared<[id: string], StockedProductRow>(
  (db, id) => db.selectFrom('product').select(stockedProductColumns).where('id', '=', id),
  1,
)

/** The product, deleted or not. */
export async function findProduct(db: Db, id: string): Promise<StockedProductRow | undefined> {
  const [row] = await byId(db, id)
  return row
}

/** The product that holds the key now, else the one that holds the barcode, deleted ones left out. */
export async function findProductHolding(
  db: Db,
  key: { skuKey?: string | undefined; barcode?: string | null | undefined },
): Promise<Pick<ProductRow, 'id' | 'sku' | 'skuKey' | 'barcode'> | undefined> {
  const held = (column: 'skuKey' | 'barcode', value: string) =>
    db
      .selectFrom('product')
      .select(['id', 'sku', 'skuKey', 'barcode'])
      .where(column, '=', value)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()
  // Not both in one statement, for which SQLite would read through all products.
  const bySku = key.skuKey === undefined ? undefined : await held('skuKey', key.skuKey)
  return bySku ?? (key.barcode ? held('barcode', key.barcode) : undefined)
}

/** Undefined when the SKU or the barcode is taken. */
export async function insertProduct(
  tx: Tx,
  row: Insertable<ProductTable>,
): Promise<StockedProductRow | undefined> {
  return tx
    .insertInto('product')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning(stockedProductColumns)
    .executeTakeFirst()
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateProductRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<ProductTable>,
): Promise<StockedProductRow | undefined> {
  return updateVersion(tx, { id, version }, set).executeTakeFirst()
}

/**
 * Waits for the orders that are just being made of a product, and lets those that come later wait.
 * The locks of sales would do neither; SQLite has one writer.
 */
export async function holdForDeletion(tx: Tx, id: string): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return
  await tx.selectFrom('product').select('id').where('id', '=', id).forUpdate().execute()
}

/** As `updateProductRow`, and undefined also while there is stock, be it that of a moment ago. */
export async function deleteProductRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  deletedAt: string,
): Promise<StockedProductRow | undefined> {
  return updateVersion(tx, { id, version }, { deletedAt })
    .where('onHand', '=', 0)
    .where('reserved', '=', 0)
    .executeTakeFirst()
}

function updateVersion(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<ProductTable>,
) {
  return tx
    .updateTable('product')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(stockedProductColumns)
}

/** Lets the deleted products of a category or a supplier name none; gives their ids. */
export async function emptyOfDeleted(
  tx: Tx,
  column: 'categoryId' | 'supplierId',
  id: string,
  updatedAt: string,
): Promise<string[]> {
  const none = column === 'categoryId' ? { categoryId: null } : { supplierId: null }
  const rows = await tx
    .updateTable('product')
    .set((eb) => ({ ...none, version: eb('version', '+', 1), updatedAt }))
    .where(column, '=', id)
    .where('deletedAt', 'is not', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Many products at once; the caller has made sure that no SKU or barcode is taken. */
export const insertProducts = batchInsert('product', productColumns)

/** SKUs and names by the ids of products, of deleted ones too. */
export async function findProductNames(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Pick<ProductTable, 'sku' | 'name'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('product')
    .select(['id', 'sku', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
