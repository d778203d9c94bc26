import { sql } from 'kysely'
import type { Db, QuantityUnits } from '../db/types.ts'

/** What movements say of one level: their sum, how many there are, and where the last one left it. */
export interface MovementSum {
  productId: string
  locationId: string
  total: QuantityUnits
  movements: number
  lastSequence: number
}

/** Products in the order of their ids, with the total that their row holds. */
export async function findTotals(
  db: Db,
  after: string,
  limit: number,
): Promise<{ id: string; onHand: QuantityUnits; reserved: QuantityUnits }[]> {
  return db
    .selectFrom('product')
    .select(['id', 'onHand', 'reserved'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** The ids of products: after the first, up to and with the last. */
export interface IdRange {
  after: string
  upTo: string
}

export async function sumMovements(db: Db, { after, upTo }: IdRange): Promise<MovementSum[]> {
  return db
    .selectFrom('stockMovement')
    .select([
      'productId',
      'locationId',
      sql<number>`cast(sum(quantity) as bigint)`.as('total'),
      sql<number>`cast(count(*) as integer)`.as('movements'),
      sql<number>`cast(max(sequence) as integer)`.as('lastSequence'),
    ])
    .where('productId', '>', after)
    .where('productId', '<=', upTo)
    .groupBy(['productId', 'locationId'])
    .execute()
}

/** The levels, each with the balance that its last movement left. */
export async function findLevelsWithLast(db: Db, { after, upTo }: IdRange) {
  return db
    .selectFrom('stockLevel')
    .leftJoin('stockMovement', (join) =>
      join
        .onRef('stockMovement.productId', '=', 'stockLevel.productId')
        .onRef('stockMovement.locationId', '=', 'stockLevel.locationId')
        .onRef('stockMovement.sequence', '=', 'stockLevel.sequence'),
    )
    .select([
      'stockLevel.productId',
      'stockLevel.locationId',
      'stockLevel.onHand',
      'stockLevel.reserved',
      'stockLevel.sequence',
      'stockMovement.balanceAfter',
    ])
    .where('stockLevel.productId', '>', after)
    .where('stockLevel.productId', '<=', upTo)
    .execute()
}

/** What is reserved at each level by reservations that are open. */
export async function sumReservations(db: Db, { after, upTo }: IdRange) {
  return db
    .selectFrom('stockReservation')
    .select(['productId', 'locationId', sql<number>`cast(sum(quantity) as bigint)`.as('reserved')])
    .where('state', '=', 'open')
    .where('productId', '>', after)
    .where('productId', '<=', upTo)
    .groupBy(['productId', 'locationId'])
    .execute()
}
