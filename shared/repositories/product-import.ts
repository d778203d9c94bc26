import { type Insertable, sql } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import { fullChunks } from '../db/full-chunks.ts'
import { prepared } from '../db/prepared.ts'
import type { CategoryTable, Db, SupplierTable, Tx } from '../db/types.ts'
import { productColumns, type ProductRow } from './products.ts'

/** So many keys are looked up by one statement; a shorter list is filled up with what is never found. */
const KEYS = 100
/** Every key is trimmed. */
const NEVER = ' '

async function lookUp<Row>(
  keys: readonly string[],
  find: (chunk: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const chunk of fullChunks(keys, KEYS, NEVER)) {
    for (const row of await find(chunk)) rows.push(row)
  }
  return rows
}

/**
 * One look into a unique index for each key, glued together. A list (`in`) of so many keys is what
 * PostgreSQL reads the whole table for, when it planned the statement while the table was small.
 */
function oneByOne<Column extends keyof ProductRow>(
  column: 'skuKey' | 'barcode',
  selected: readonly Column[],
): (db: Db, keys: readonly string[]) => Promise<Pick<ProductRow, Column>[]> {
  const find = prepared<string[], Pick<ProductRow, Column>>((db, ...keys) => {
    const withKey = (key: string) =>
      db
        .selectFrom('product')
        .select(selected)
        .where(column, '=', key)
        .where('deletedAt', 'is', null)
    const [first = NEVER, ...others] = keys
    return others.reduce((all, key) => all.unionAll(withKey(key)), withKey(first))
  }, KEYS)
  return (db, keys) => lookUp(keys, (chunk) => find(db, ...chunk))
}

/** The products, deleted ones left out, that have these keys. */
export const findProductsBySkuKeys = oneByOne('skuKey', productColumns)

/** Who holds these barcodes now, deleted products left out. */
export const findBarcodeHolders = oneByOne('barcode', ['id', 'sku', 'barcode'])

/** Takes the barcodes of products away, so that others in the same transaction can get them. */
export async function releaseBarcodes(tx: Tx, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += KEYS) {
    const chunk = ids.slice(start, start + KEYS)
    await tx.updateTable('product').set({ barcode: null }).where('id', 'in', chunk).execute()
  }
}

/**
 * Writes whole rows over stored ones, each where the version stored is the one before. Gives how
 * many were written: fewer than given when somebody else was faster.
 */
export const overwriteProducts = batchInsert('product', productColumns, (insert) =>
  insert.onConflict((conflict) =>
    conflict
      .column('id')
      .doUpdateSet((eb) =>
        Object.fromEntries(
          productColumns
            .filter((column) => column !== 'id')
            .map((column) => [column, eb.ref(`excluded.${column}`)]),
        ),
      )
      .whereRef('product.version', '=', sql`excluded.version - 1`),
  ),
)

/** New products; gives how many were written: fewer than given when a SKU or barcode is taken. */
export const insertFreeProducts = batchInsert('product', productColumns, (insert) =>
  insert.onConflict((conflict) => conflict.doNothing()),
)

export type NamedSupplier = Pick<SupplierTable, 'id' | 'name' | 'nameKey' | 'codeKey'>

/** The suppliers that have one of these folded texts as name or code, oldest first. */
export async function findSuppliersCalled(
  db: Db,
  keys: readonly string[],
): Promise<NamedSupplier[]> {
  const find = (chunk: string[]) =>
    db
      .selectFrom('supplier')
      .select(['id', 'name', 'nameKey', 'codeKey'])
      .where((eb) => eb.or([eb('nameKey', 'in', chunk), eb('codeKey', 'in', chunk)]))
      .orderBy('id')
      .execute()
  const found = await lookUp(keys, find)
  // Its name and its code may have been looked up by two statements.
  return [...new Map(found.map((supplier) => [supplier.id, supplier])).values()]
}

export type NamedCategory = Pick<CategoryTable, 'id' | 'name' | 'nameKey'>

/** The categories that have one of these folded names. */
export async function findCategoriesCalled(
  db: Db,
  nameKeys: readonly string[],
): Promise<NamedCategory[]> {
  const find = (chunk: string[]) =>
    db
      .selectFrom('category')
      .select(['id', 'name', 'nameKey'])
      .where('nameKey', 'in', chunk)
      .execute()
  return lookUp(nameKeys, find)
}

const supplierColumns = [
  'id',
  'name',
  'nameKey',
  'active',
  'version',
  'createdAt',
  'updatedAt',
] as const

export type NewSupplier = Pick<Insertable<SupplierTable>, (typeof supplierColumns)[number]>

export const insertSuppliers = batchInsert('supplier', supplierColumns)

const categoryColumns = ['id', 'name', 'nameKey', 'version', 'createdAt', 'updatedAt'] as const

/** Gives how many were written: fewer than given when a name is taken. */
export const insertFreeCategories = batchInsert('category', categoryColumns, (insert) =>
  insert.onConflict((conflict) => conflict.doNothing()),
)

/** Names by id, for those ids that there are. */
export async function findNames(
  db: Db,
  table: 'supplier' | 'category',
  ids: readonly string[],
): Promise<Map<string, string>> {
  const find = (chunk: string[]) =>
    db.selectFrom(table).select(['id', 'name']).where('id', 'in', chunk).execute()
  const rows = await lookUp(ids, find)
  return new Map(rows.map((row) => [row.id, row.name]))
}
