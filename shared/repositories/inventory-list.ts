import { sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { Db, MoneyUnits, QuantityUnits } from '../db/types.ts'
import type { StockStatus } from '../domain/stock-status.ts'

/** What an inventory tells of a product beside its catalogue data, over all locations. */
export interface StockFiguresRow {
  productId: string
  averageCost: MoneyUnits
  daysUntilStockout: number | null
  stockoutOn: string | null
}

/** The figures of these products, in any order. */
export async function findStockFigures(
  db: Db,
  productIds: readonly string[],
): Promise<StockFiguresRow[]> {
  if (productIds.length === 0) return []
  return db
    .selectFrom('product')
    .leftJoin('productForecast', 'productForecast.productId', 'product.id')
    .select([
      'product.id as productId',
      'product.averageCost',
      'productForecast.daysUntilStockout',
      'productForecast.stockoutOn',
    ])
    .where('product.id', 'in', productIds)
    .execute()
}

export interface LocationStockRow {
  productId: string
  locationId: string
  onHand: QuantityUnits
  reserved: QuantityUnits
}

/** What of these products is at one location, in any order. */
export async function findLevelsAt(
  db: Db,
  locationId: string,
  productIds: readonly string[],
): Promise<LocationStockRow[]> {
  if (productIds.length === 0) return []
  return db
    .selectFrom('stockLevel')
    .select(['productId', 'locationId', 'onHand', 'reserved'])
    .where('locationId', '=', locationId)
    .where('productId', 'in', productIds)
    .execute()
}

const levelsOf = prepared<[productId: string], LocationStockRow & { name: string }>(
  (db, productId) =>
    db
      .selectFrom('stockLevel')
      .innerJoin('location', 'location.id', 'stockLevel.locationId')
      .select([
        'stockLevel.productId',
        'stockLevel.locationId',
        'location.name',
        'stockLevel.onHand',
        'stockLevel.reserved',
      ])
      .where('stockLevel.productId', '=', productId)
      .orderBy('location.nameKey')
      .orderBy('location.id'),
  1,
)

/** What of a product is, or was, at each location, by the location's name. */
export function findLevelsOf(
  db: Db,
  productId: string,
): Promise<(LocationStockRow & { name: string })[]> {
  return levelsOf(db, productId)
}

/** The products of one stock status together; sums as text, because they outgrow a number. */
export interface StatusTotalsRow {
  stockStatus: StockStatus
  products: number
  onHand: string
  reserved: string
  /** In steps of the currency, see `roundedTo`. */
  value: string
  /** Products left out of `value`, because on hand × average cost outgrows what a database counts to. */
  tooLarge: number
  lastId: string
}

/** Below it, a hundred thousand products add up to less than 2^63. */
const LARGEST_VALUE = sql.lit(100_000_000_000_000_000)
const largestOnHand = sql<number>`${LARGEST_VALUE} / (product.average_cost + 1)`

/**
 * Adds up the stock of products that are not deleted, each one's value rounded half up.
 *
 * @param roundTo what a value is rounded to, in 1/1,000 of 1/10,000 of the currency; even
 * @param after the products behind this id, in the order of ids, at most so many
 */
export async function sumByStatus(
  db: Db,
  roundTo: number,
  after: string,
  atMost: number,
): Promise<StatusTotalsRow[]> {
  const isSmall = sql<boolean>`product.on_hand <= ${largestOnHand}`
  const half = sql.lit(roundTo / 2)
  const value = sql<number>`(product.on_hand * product.average_cost + ${half}) / ${sql.lit(roundTo)}`
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('product')
        .select(['id', 'stockStatus', 'onHand', 'reserved', 'averageCost'])
        .where('deletedAt', 'is', null)
        .where('id', '>', after)
        .orderBy('id')
        .limit(atMost)
        .as('product'),
    )
    .select([
      'product.stockStatus',
      sql<number>`cast(count(*) as integer)`.as('products'),
      sql<string>`cast(sum(product.on_hand) as text)`.as('onHand'),
      sql<string>`cast(sum(product.reserved) as text)`.as('reserved'),
      sql<string>`cast(sum(case when ${isSmall} then ${value} else 0 end) as text)`.as('value'),
      sql<number>`cast(sum(case when ${isSmall} then 0 else 1 end) as integer)`.as('tooLarge'),
      sql<string>`max(product.id)`.as('lastId'),
    ])
    .groupBy('product.stockStatus')
    .execute()
}

/** The products that `sumByStatus` leaves out of its values. */
export async function findTooLarge(
  db: Db,
): Promise<{ onHand: QuantityUnits; averageCost: MoneyUnits }[]> {
  return db
    .selectFrom('product')
    .select(['onHand', 'averageCost'])
    .where('deletedAt', 'is', null)
    .where(sql<boolean>`product.on_hand > ${largestOnHand}`)
    .execute()
}
