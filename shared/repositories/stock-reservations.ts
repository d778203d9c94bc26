import type { Insertable, Updateable } from 'kysely'
import { sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { StockReservationTable } from '../db/stock-tables.ts'
import type { Db, ProductTable, QuantityUnits, Tx } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'stockReservation.id',
  'stockReservation.productId',
  'stockReservation.locationId',
  'stockReservation.quantity',
  'stockReservation.state',
  'stockReservation.reference',
  'stockReservation.movementId',
  'stockReservation.actorId',
  'stockReservation.actorName',
  'stockReservation.createdAt',
  'stockReservation.closedAt',
] as const

export type ReservationRow = StockReservationTable
/** A reservation with what people call its product. */
export type NamedReservationRow = ReservationRow & Pick<ProductTable, 'sku' | 'name'>

/**
 * Reserves more of a product (or less, negative) over all locations, and locks its row, which every
 * change of stock does first. Undefined when there is no such product or it was deleted.
 */
export async function changeReserved(
  tx: Tx,
  productId: string,
  delta: QuantityUnits,
): Promise<Pick<ProductTable, 'sku' | 'name' | 'wholeUnits'> | undefined> {
  const [row] = await changeProduct(tx, delta, productId)
  return row
}

const changeProduct = prepared<
  [delta: number, id: string],
  Pick<ProductTable, 'sku' | 'name' | 'wholeUnits'>
>(
  (db, delta, id) =>
    db
      .updateTable('product')
      .set({ reserved: sql<number>`reserved + ${delta}` })
      .where('id', '=', id)
      .where('deletedAt', 'is', null)
      .returning(['sku', 'name', 'wholeUnits']),
  2,
)

/**
 * Reserves at a location, or gives back (negative), in one conditional statement. False when less is
 * available there than is asked for.
 */
export async function changeReservedAt(
  tx: Tx,
  productId: string,
  locationId: string,
  delta: QuantityUnits,
): Promise<boolean> {
  const rows = await changeLevel(tx, delta, productId, locationId)
  return rows.length > 0
}

const changeLevel = prepared<
  [delta: number, productId: string, locationId: string],
  { productId: string }
>(
  (db, delta, productId, locationId) =>
    db
      .updateTable('stockLevel')
      .set({ reserved: sql<number>`reserved + ${delta}` })
      .where('productId', '=', productId)
      .where('locationId', '=', locationId)
      .where(sql<boolean>`on_hand - reserved >= ${delta}`)
      .returning('productId'),
  3,
)

export async function insertReservation(
  tx: Tx,
  row: Insertable<StockReservationTable>,
): Promise<ReservationRow> {
  return tx.insertInto('stockReservation').values(row).returning(columns).executeTakeFirstOrThrow()
}

/** Closes a reservation; undefined when it is not open any more. */
export async function closeReservation(
  tx: Tx,
  id: string,
  set: Updateable<StockReservationTable>,
): Promise<ReservationRow | undefined> {
  return tx
    .updateTable('stockReservation')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning(columns)
    .executeTakeFirst()
}

/** Notes the movement that sold what was reserved. */
export async function setSoldBy(tx: Tx, id: string, movementId: string): Promise<void> {
  await tx.updateTable('stockReservation').set({ movementId }).where('id', '=', id).execute()
}

export async function findReservation(
  db: Db,
  id: string,
): Promise<NamedReservationRow | undefined> {
  return namedReservations(db).where('stockReservation.id', '=', id).executeTakeFirst()
}

export interface ReservationFilter extends PageRequest {
  state?: ReservationRow['state'] | undefined
  productId?: string | undefined
  locationId?: string | undefined
}

const newestFirst = {
  name: 'reservation',
  column: 'stockReservation.id',
  direction: 'desc',
} as const

/** Newest first. */
export async function findReservations(
  db: Db,
  filter: ReservationFilter,
): Promise<Page<NamedReservationRow>> {
  const rows = await reservationsQuery(db, filter).execute()
  return toPage(rows, filter.limit, newestFirst.name, (row) => row.id)
}

export function reservationsQuery(
  db: Db,
  { state, productId, locationId, ...page }: ReservationFilter,
) {
  let query = namedReservations(db)
  if (productId !== undefined) query = query.where('stockReservation.productId', '=', productId)
  if (state !== undefined) query = query.where('stockReservation.state', '=', state)
  if (locationId !== undefined) query = query.where('stockReservation.locationId', '=', locationId)
  return keysetPage(query, page, newestFirst, 'string')
}

function namedReservations(db: Db) {
  return db
    .selectFrom('stockReservation')
    .innerJoin('product', 'product.id', 'stockReservation.productId')
    .select(columns)
    .select(['product.sku', 'product.name'])
}
