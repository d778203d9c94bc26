import { type ExpressionBuilder, type OnConflictBuilder, sql } from 'kysely'
import { fullChunks } from '../db/full-chunks.ts'
import { prepared } from '../db/prepared.ts'
import type { StockLevelTable } from '../db/stock-tables.ts'
import type { Database, Db, QuantityUnits, Tx } from '../db/types.ts'
import { valuesList } from '../db/values-list.ts'

export type StockLevelRow = StockLevelTable

const columns = [
  'stockLevel.productId',
  'stockLevel.locationId',
  'stockLevel.onHand',
  'stockLevel.reserved',
  'stockLevel.sequence',
] as const

/** A change of one level by so many movements at once. */
export interface LevelDelta {
  productId: string
  locationId: string
  /** Signed, in 1/1,000. */
  delta: QuantityUnits
  movements: number
}

/** A place that is closed gives nothing; asked here, it costs no statement of its own. */
const atActiveLocation = ({ exists, selectFrom }: ExpressionBuilder<Database, 'stockLevel'>) =>
  exists(
    selectFrom('location')
      .select('location.id')
      .whereRef('location.id', '=', 'stockLevel.locationId')
      .where('location.active', '=', sql.lit(1)),
  )

/**
 * Takes from a level or adds to it, in one conditional statement.
 *
 * @returns the level afterwards; undefined when less is available (on hand − reserved) than is taken,
 * and when it is taken from a location that is not active
 */
export async function changeLevel(
  tx: Tx,
  { productId, locationId, delta, movements }: LevelDelta,
): Promise<StockLevelRow | undefined> {
  const [row] =
    delta < 0
      ? await take(tx, -delta, movements, productId, locationId)
      : await add(tx, productId, locationId, delta, movements)
  return row
}

const take = prepared<
  [quantity: number, movements: number, productId: string, locationId: string],
  StockLevelRow
>(
  (db, quantity, movements, productId, locationId) =>
    db
      .updateTable('stockLevel')
      .set({
        onHand: sql<number>`on_hand - ${quantity}`,
        sequence: sql<number>`sequence + ${movements}`,
      })
      .where('productId', '=', productId)
      .where('locationId', '=', locationId)
      .where(sql<boolean>`on_hand - reserved >= ${quantity}`)
      .where(atActiveLocation)
      .returning(columns),
  4,
)

const addToStored = (conflict: OnConflictBuilder<Database, 'stockLevel'>) =>
  conflict.columns(['productId', 'locationId']).doUpdateSet({
    onHand: sql<number>`stock_level.on_hand + excluded.on_hand`,
    sequence: sql<number>`stock_level.sequence + excluded.sequence`,
  })

const add = prepared<
  [productId: string, locationId: string, quantity: number, movements: number],
  StockLevelRow
>(
  (db, productId, locationId, quantity, movements) =>
    db
      .insertInto('stockLevel')
      .values({
        productId,
        locationId,
        onHand: sql<number>`${quantity}`,
        reserved: sql.lit(0),
        sequence: sql<number>`${movements}`,
      })
      .onConflict(addToStored)
      .returning(columns),
  4,
)

const TOGETHER = 64
/** Fills a statement up; no level is of no product. */
const nothing: LevelDelta = { productId: '', locationId: '', delta: 0, movements: 0 }

/**
 * Takes from many levels at once; their products are locked already. Gives the levels afterwards; one
 * is missing where less is available than is taken, or the location is not active.
 */
export async function takeFromLevels(
  tx: Tx,
  takes: readonly LevelDelta[],
): Promise<StockLevelRow[]> {
  const taken: StockLevelRow[] = []
  for (const some of fullChunks(takes, TOGETHER, nothing)) {
    const parameters = some.flatMap((one) => [
      one.productId,
      one.locationId,
      -one.delta,
      one.movements,
    ])
    taken.push(...(await takeTogether(tx, ...parameters)))
  }
  return taken
}

const takeTogether = prepared<(string | number)[], StockLevelRow>((db, ...parameters) => {
  const takes = valuesList(parameters, ['text', 'text', 'bigint', 'integer'])
  return db
    .updateTable('stockLevel')
    .from(takes.as('take'))
    .set({
      onHand: sql<number>`stock_level.on_hand - take.column3`,
      sequence: sql<number>`stock_level.sequence + take.column4`,
    })
    .where(
      sql<boolean>`stock_level.product_id = take.column1 and stock_level.location_id = take.column2`,
    )
    .where(sql<boolean>`stock_level.on_hand - stock_level.reserved >= take.column3`)
    .where(atActiveLocation)
    .returning(columns)
}, TOGETHER * 4)

/**
 * Adds to many levels at once; their products are locked already. Gives the levels afterwards.
 */
export async function addToLevels(tx: Tx, adds: readonly LevelDelta[]): Promise<StockLevelRow[]> {
  const added: StockLevelRow[] = []
  for (const some of fullChunks(adds, TOGETHER, nothing)) {
    const parameters = some.flatMap((one) => [
      one.productId,
      one.locationId,
      one.delta,
      one.movements,
    ])
    added.push(...(await addTogether(tx, ...parameters)))
  }
  return added
}

const addTogether = prepared<(string | number)[], StockLevelRow>((db, ...parameters) => {
  const adds = valuesList(parameters, ['text', 'text', 'bigint', 'integer'])
  return db
    .insertInto('stockLevel')
    .columns(['productId', 'locationId', 'onHand', 'reserved', 'sequence'])
    .expression(
      db
        .selectFrom(adds.as('given'))
        .select([
          sql<string>`given.column1`.as('productId'),
          sql<string>`given.column2`.as('locationId'),
          sql<number>`given.column3`.as('onHand'),
          sql.lit(0).as('reserved'),
          sql<number>`given.column4`.as('sequence'),
        ])
        .where(sql<boolean>`given.column1 <> ''`),
    )
    .onConflict(addToStored)
    .returning(columns)
}, TOGETHER * 4)

const levelOf = prepared<[productId: string, locationId: string], StockLevelRow>(
  (db, productId, locationId) =>
    db
      .selectFrom('stockLevel')
      .select(columns)
      .where('productId', '=', productId)
      .where('locationId', '=', locationId),
  2,
)

/** The level of a product at a location, undefined when nothing has ever been there. */
export async function findLevel(
  db: Db,
  productId: string,
  locationId: string,
): Promise<StockLevelRow | undefined> {
  const [row] = await levelOf(db, productId, locationId)
  return row
}
