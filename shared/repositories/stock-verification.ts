import { sql } from 'kysely'
import type { Db, QuantityUnits } from '../db/types.ts'
import type { ProductRange } from './demand.ts'

/** What has to agree: a product's own total, its levels, its movements and its reservations. */
export type LedgerSource = 'product' | 'level' | 'movements' | 'reservations'

/** What one source says of a product at a location; 0 where it says nothing. */
export interface LedgerRow {
  source: LedgerSource
  productId: string
  /** Null for all locations together, which a product's own total is of. */
  locationId: string | null
  /** Of movements their sum. */
  onHand: QuantityUnits
  reserved: QuantityUnits
  /** Of movements that of the last one. */
  sequence: number
  movements: number
  /** What the movement of a level's own sequence left; null when there is none. */
  balanceAfter: QuantityUnits | null
}

const nowhere = sql<string | null>`cast(null as text)`
const nothing = sql<number>`cast(0 as bigint)`

/**
 * Everything that has to agree about the products of a range. One statement, so that all of it is of
 * one moment, however much is being sold.
 */
export async function findLedger(db: Db, range: ProductRange): Promise<LedgerRow[]> {
  return products(db, range)
    .unionAll(levels(db, range))
    .unionAll(movementSums(db, range))
    .unionAll(reservationSums(db, range))
    .execute()
}

function products(db: Db, { after, upTo }: ProductRange) {
  return db
    .selectFrom('product')
    .select([
      sql<LedgerSource>`'product'`.as('source'),
      'product.id as productId',
      nowhere.as('locationId'),
      'product.onHand',
      'product.reserved',
      nothing.as('sequence'),
      nothing.as('movements'),
      nothing.as('balanceAfter'),
    ])
    .where('product.id', '>', after)
    .$if(upTo !== null, (query) => query.where('product.id', '<=', upTo))
    .$castTo<LedgerRow>()
}

function levels(db: Db, { after, upTo }: ProductRange) {
  return db
    .selectFrom('stockLevel')
    .leftJoin('stockMovement as last', (join) =>
      join
        .onRef('last.productId', '=', 'stockLevel.productId')
        .onRef('last.locationId', '=', 'stockLevel.locationId')
        .onRef('last.sequence', '=', 'stockLevel.sequence'),
    )
    .select([
      sql<LedgerSource>`'level'`.as('source'),
      'stockLevel.productId',
      'stockLevel.locationId',
      'stockLevel.onHand',
      'stockLevel.reserved',
      'stockLevel.sequence',
      nothing.as('movements'),
      'last.balanceAfter',
    ])
    .where('stockLevel.productId', '>', after)
    .$if(upTo !== null, (query) => query.where('stockLevel.productId', '<=', upTo))
    .$castTo<LedgerRow>()
}

function movementSums(db: Db, { after, upTo }: ProductRange) {
  return db
    .selectFrom('stockMovement')
    .select([
      sql<LedgerSource>`'movements'`.as('source'),
      'productId',
      'locationId',
      sql<number>`cast(sum(quantity) as bigint)`.as('onHand'),
      nothing.as('reserved'),
      sql<number>`max(sequence)`.as('sequence'),
      sql<number>`count(*)`.as('movements'),
      nothing.as('balanceAfter'),
    ])
    .where('productId', '>', after)
    .$if(upTo !== null, (query) => query.where('productId', '<=', upTo))
    .groupBy(['productId', 'locationId'])
    .$castTo<LedgerRow>()
}

function reservationSums(db: Db, { after, upTo }: ProductRange) {
  return db
    .selectFrom('stockReservation')
    .select([
      sql<LedgerSource>`'reservations'`.as('source'),
      'productId',
      'locationId',
      nothing.as('onHand'),
      sql<number>`cast(sum(quantity) as bigint)`.as('reserved'),
      nothing.as('sequence'),
      nothing.as('movements'),
      nothing.as('balanceAfter'),
    ])
    .where('state', '=', 'open')
    .where('productId', '>', after)
    .$if(upTo !== null, (query) => query.where('productId', '<=', upTo))
    .groupBy(['productId', 'locationId'])
    .$castTo<LedgerRow>()
}
