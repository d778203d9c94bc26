import { sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { StockRevaluationTable } from '../db/stock-tables.ts'
import type { Db } from '../db/types.ts'
import { movementKinds } from '../domain/movements.ts'

/** Larger values are read one by one, see `findLargeStock`. */
const LARGEST_VALUE = sql.lit(100_000_000_000_000_000)
/** A sum of so many values might reach 2^63, so quotients and remainders are added up apart. */
const PART = 1_000_000
const isLarge = sql<boolean>`product.on_hand > ${LARGEST_VALUE} / (product.average_cost + 1)`
const value = sql`(case when ${isLarge} then 0 else product.on_hand * product.average_cost end)`

/** What all stock is worth, and by how much movements changed it since an instant. */
export interface StockValueNow {
  /** On hand × average cost, in 1/1,000 of 1/10,000 of the company's currency. */
  value: bigint
  /** In the same unit; without those that `findLargeChanges` gives. */
  changed: bigint
  /** Products left out of `value`. */
  large: number
  /** The newest revaluation that is in `value`; null when there is none. */
  lastRevaluation: string | null
}

/**
 * One statement, so that stock and movements are those of one moment.
 * @param since the lowest id of the movements that are added up
 */
export async function findStockValueNow(db: Db, since: string): Promise<StockValueNow> {
  const row = await db
    .selectFrom('product')
    .select([
      sql<string>`cast(coalesce(sum(${value} / ${sql.lit(PART)}), 0) as text)`.as('parts'),
      sql<string>`cast(coalesce(sum(${value} % ${sql.lit(PART)}), 0) as text)`.as('rest'),
      sql<number>`cast(coalesce(sum(case when ${isLarge} then 1 else 0 end), 0) as integer)`.as(
        'large',
      ),
      sql<string>`(select cast(coalesce(sum(value_change), 0) as text) from stock_movement
        where kind in (${kinds}) and id >= ${since})`.as('changed'),
      sql<string | null>`(select max(id) from stock_revaluation)`.as('lastRevaluation'),
    ])
    .where('product.onHand', '>', 0)
    .executeTakeFirstOrThrow()
  const { parts, rest, changed, large, lastRevaluation } = row
  const exact = BigInt(parts) * BigInt(PART) + BigInt(rest)
  return { value: exact, changed: BigInt(changed), large, lastRevaluation }
}

/** All of them, because the index that holds the changes begins with the kind. */
const kinds = sql.join(movementKinds.map((kind) => sql.lit(kind)))

/** The products that are left out of the value of all stock. */
export async function findLargeStock(db: Db): Promise<{ onHand: number; averageCost: number }[]> {
  return db
    .selectFrom('product')
    .select(['product.onHand', 'product.averageCost'])
    .where('product.onHand', '>', 0)
    .where(isLarge)
    .execute()
}

const changes = prepared<[from: string, until: string], { changed: string }>(
  (db, from, until) =>
    db
      .selectFrom('stockMovement')
      .select(sql<string>`cast(coalesce(sum(value_change), 0) as text)`.as('changed'))
      .where('kind', 'in', movementKinds)
      .where('id', '>=', from)
      .where('id', '<', until),
  2,
)

/**
 * By how much the movements of a range of ids changed the value, without the large changes.
 * @param until the first id behind the range
 */
export async function sumValueChanges(db: Db, from: string, until: string): Promise<bigint> {
  const [row] = await changes(db, from, until)
  return BigInt(row?.changed ?? 0)
}

/** Changes that are kept as text, of movements from this id on. */
export async function findLargeChanges(
  db: Db,
  since: string,
): Promise<{ id: string; change: string }[]> {
  return db
    .selectFrom('stockMovement')
    .select(['id', sql<string>`large_value_change`.as('change')])
    .where('largeValueChange', 'is not', null)
    .where('id', '>=', since)
    .execute()
}

export type RevaluedRow = Pick<
  StockRevaluationTable,
  'at' | 'onHand' | 'oldAverageCost' | 'newAverageCost'
>

/** Revaluations from an instant on, up to and including the one with this id. */
export async function findRevaluationsSince(
  db: Db,
  at: string,
  last: string | null,
): Promise<RevaluedRow[]> {
  if (last === null) return []
  return db
    .selectFrom('stockRevaluation')
    .select(['at', 'onHand', 'oldAverageCost', 'newAverageCost'])
    .where('at', '>=', at)
    .where('id', '<=', last)
    .execute()
}
