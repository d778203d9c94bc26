import type { Insertable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { StockCountTable } from '../db/stock-tables.ts'
import type { Db, Tx } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'locationId',
  'state',
  'blind',
  'note',
  'lineCount',
  'countedCount',
  'actorId',
  'actorName',
  'version',
  'createdAt',
  'updatedAt',
  'postedAt',
] as const satisfies readonly (keyof StockCountTable)[]

export type CountRow = StockCountTable

/** Which products are counted; all that are not deleted when none of the first two is given. */
export interface CountSelection {
  locationId: string
  productIds?: readonly string[] | undefined
  categoryId?: string | undefined
  /** Only products that have, or had, stock at the location. */
  stockedOnly: boolean
}

export async function insertCount(tx: Tx, row: Insertable<StockCountTable>): Promise<CountRow> {
  return tx.insertInto('stockCount').values(row).returning(columns).executeTakeFirstOrThrow()
}

/**
 * Writes a line for each selected product with what is on hand at this moment, in one statement, so
 * that all of them are of the same moment. Gives how many there are.
 */
export async function freezeLines(
  tx: Tx,
  countId: string,
  selection: CountSelection,
): Promise<number> {
  const lines = selected(tx, selection).select((eb) => [
    sql<string>`cast(${countId} as text)`.as('countId'),
    'product.id as productId',
    sql<string>`cast(${selection.locationId} as text)`.as('locationId'),
    sql.lit(1).as('open'),
    eb.fn.coalesce('level.onHand', sql.lit(0)).as('expected'),
  ])
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('stockCountLine')
    .columns(['countId', 'productId', 'locationId', 'open', 'expected'])
    .expression(lines)
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows)
}

/** Selected products that another count of the location has open; at most 100, by SKU. */
export async function findCountedElsewhere(
  db: Db,
  selection: CountSelection,
): Promise<{ countId: string; productId: string; sku: string }[]> {
  return selected(db, selection)
    .innerJoin('stockCountLine as other', (join) =>
      join
        .onRef('other.productId', '=', 'product.id')
        .on('other.locationId', '=', selection.locationId)
        .on('other.open', '=', sql.lit(1)),
    )
    .select(['other.countId', 'product.id as productId', 'product.sku'])
    .orderBy('product.skuKey')
    .limit(100)
    .execute()
}

function selected(db: Db, { locationId, productIds, categoryId, stockedOnly }: CountSelection) {
  let query = db
    .selectFrom('product')
    .leftJoin('stockLevel as level', (join) =>
      join.onRef('level.productId', '=', 'product.id').on('level.locationId', '=', locationId),
    )
    .where('product.deletedAt', 'is', null)
  if (productIds !== undefined) query = query.where('product.id', 'in', productIds)
  if (categoryId !== undefined) query = query.where('product.categoryId', '=', categoryId)
  if (stockedOnly) query = query.where('level.productId', 'is not', null)
  return query
}

/** Those of the ids that no product has, or only a deleted one. */
export async function findUnknownProducts(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('product')
    .select('id')
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .execute()
  const known = new Set(rows.map((row) => row.id))
  return ids.filter((id) => !known.has(id))
}

export async function setLineCount(tx: Tx, id: string, lineCount: number): Promise<CountRow> {
  return tx
    .updateTable('stockCount')
    .set({ lineCount })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

export async function findCount(db: Db, id: string): Promise<CountRow | undefined> {
  return db.selectFrom('stockCount').select(columns).where('id', '=', id).executeTakeFirst()
}

/**
 * Locks a count that is open, so that those who count and those who post do so one after the other;
 * undefined when it is not open any more.
 */
export async function lockOpenCount(tx: Tx, id: string): Promise<CountRow | undefined> {
  return tx
    .updateTable('stockCount')
    .set({ state: 'open' })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning(columns)
    .executeTakeFirst()
}

/** Changes a count that `lockOpenCount` gave, and gives it the next version. */
export async function updateLockedCount(
  tx: Tx,
  { id, version }: CountRow,
  set: Updateable<StockCountTable>,
): Promise<CountRow> {
  return tx
    .updateTable('stockCount')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

export interface CountFilter extends PageRequest {
  state?: CountRow['state'] | undefined
  locationId?: string | undefined
}

const newestFirst = { name: 'count', column: 'id', direction: 'desc' } as const

/** Newest first. */
export async function findCounts(
  db: Db,
  { state, locationId, ...page }: CountFilter,
): Promise<Page<CountRow>> {
  let query = db.selectFrom('stockCount').select(columns)
  if (state !== undefined) query = query.where('state', '=', state)
  if (locationId !== undefined) query = query.where('locationId', '=', locationId)
  const rows = await keysetPage(query, page, newestFirst, 'string').execute()
  return toPage(rows, page.limit, newestFirst.name, (row) => row.id)
}
