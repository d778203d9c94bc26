import type { Insertable, Updateable } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { Db, LocationTable, Tx } from '../db/types.ts'
import { contains } from './like.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'name',
  'nameKey',
  'address',
  'active',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof LocationTable)[]

export type LocationRow = Pick<LocationTable, (typeof columns)[number]>

/** Undefined when the name is taken. */
export async function insertLocation(
  tx: Tx,
  row: Insertable<LocationTable>,
): Promise<LocationRow | undefined> {
  return tx
    .insertInto('location')
    .values(row)
    .onConflict((oc) => oc.column('nameKey').doNothing())
    .returning(columns)
    .executeTakeFirst()
}

export async function findLocation(db: Db, id: string): Promise<LocationRow | undefined> {
  return db.selectFrom('location').select(columns).where('id', '=', id).executeTakeFirst()
}

const activeById = prepared<[id: string], Pick<LocationTable, 'active'>>(
  (db, id) => db.selectFrom('location').select('active').where('id', '=', id),
  1,
)

/** Whether the location exists and takes part in business. */
export async function isActiveLocation(db: Db, id: string): Promise<boolean> {
  const [row] = await activeById(db, id)
  return row?.active === 1
}

export async function findLocationByName(
  db: Db,
  nameKey: string,
): Promise<LocationRow | undefined> {
  return db.selectFrom('location').select(columns).where('nameKey', '=', nameKey).executeTakeFirst()
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateLocationRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<LocationTable>,
): Promise<LocationRow | undefined> {
  return tx
    .updateTable('location')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
}

/** Products with stock on hand or reserved at the location; at most 101 are counted. */
export async function countStockedProducts(db: Db, locationId: string): Promise<number> {
  const rows = await db
    .selectFrom('stockLevel')
    .select('productId')
    .where('locationId', '=', locationId)
    .where((eb) => eb.or([eb('onHand', '!=', 0), eb('reserved', '!=', 0)]))
    .limit(101)
    .execute()
  return rows.length
}

/** Whether the history of stock names the location: movements, reservations, counts, receipts. */
export async function hasStockRecords(db: Db, locationId: string): Promise<boolean> {
  const tables = ['stockMovement', 'stockReservation', 'stockCount', 'goodsReceipt'] as const
  for (const table of tables) {
    const row = await db
      .selectFrom(table)
      .select('id')
      .where('locationId', '=', locationId)
      .limit(1)
      .executeTakeFirst()
    if (row) return true
  }
  return false
}

/**
 * Removes the location and its empty stock levels; undefined when another version is stored by now,
 * or somebody else has removed it.
 */
export async function deleteLocationRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<{ id: string } | undefined> {
  await tx
    .deleteFrom('stockLevel')
    .where('locationId', '=', id)
    .where('onHand', '=', 0)
    .where('reserved', '=', 0)
    .execute()
  return tx
    .deleteFrom('location')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

const orders = {
  name: { name: 'location name', column: 'nameKey', direction: 'asc' },
  '-name': { name: 'location -name', column: 'nameKey', direction: 'desc' },
} as const satisfies Record<string, Order<keyof LocationRow>>

export interface LocationFilter extends PageRequest {
  /** Folded text; part of the name. */
  search?: string | undefined
  active?: boolean | undefined
  sort: keyof typeof orders
}

export function locationsQuery(db: Db, filter: LocationFilter) {
  let query = db.selectFrom('location').select(columns)
  if (filter.search) query = query.where(contains('nameKey', filter.search))
  if (filter.active !== undefined) query = query.where('active', '=', filter.active ? 1 : 0)
  return keysetPage(query, filter, orders[filter.sort], 'string')
}

export async function findLocations(db: Db, filter: LocationFilter): Promise<Page<LocationRow>> {
  const { name, column } = orders[filter.sort]
  const rows = await locationsQuery(db, filter).execute()
  return toPage(rows, filter.limit, name, (row) => row[column])
}
