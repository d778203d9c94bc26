import { type RawBuilder, sql } from 'kysely'
import type { Db, QuantityUnits } from '../db/types.ts'
import { found, movementOf } from './stock-count-lines.ts'
import type { CountRow } from './stock-counts.ts'

/** What the lines that differ are worth together; sums as text, because they outgrow a number. */
export interface DifferenceTotals {
  lines: number
  /** In steps of the currency, see `sumDifferences`; without the lines that are too large. */
  gain: string
  loss: string
  /** Lines left out of both, because difference × cost outgrows what a database counts to. */
  tooLarge: number
}

/** Below it, a hundred thousand lines add up to less than 2^63. */
const LARGEST_VALUE = sql.lit(10_000_000_000_000_000)

/**
 * Adds up what lines differ by, each one's value rounded half up.
 * @param roundTo what a value is rounded to, in 1/1,000 of 1/10,000 of the currency; even
 */
export async function sumDifferences(
  db: Db,
  count: Pick<CountRow, 'id' | 'state'>,
  roundTo: number,
): Promise<DifferenceTotals> {
  const unit = sql.lit(roundTo)
  const value = sql<number>`(abs(difference) * cost + ${sql.lit(roundTo / 2)}) / ${unit}`
  const isLarge = sql<boolean>`abs(difference) > ${LARGEST_VALUE} / (cost + 1)`
  return db
    .selectFrom(differences(db, count).as('different'))
    .select([
      sql<number>`cast(count(*) as integer)`.as('lines'),
      textSum(sql`case when difference > 0 and not ${isLarge} then ${value} else 0 end`).as('gain'),
      textSum(sql`case when difference < 0 and not ${isLarge} then ${value} else 0 end`).as('loss'),
      sql<number>`cast(coalesce(sum(case when ${isLarge} then 1 else 0 end), 0) as integer)`.as(
        'tooLarge',
      ),
    ])
    .executeTakeFirstOrThrow()
}

function differences(db: Db, { id, state }: Pick<CountRow, 'id' | 'state'>) {
  return db
    .selectFrom('stockCountLine as line')
    .innerJoin('product', 'product.id', 'line.productId')
    .select((eb) => [
      sql<QuantityUnits>`${found} - line.expected`.as('difference'),
      // Before it was posted there is no movement to look for.
      state === 'posted'
        ? eb.fn
            .coalesce(movementOf(eb).select('movement.unitCost'), 'product.averageCost')
            .as('cost')
        : eb.ref('product.averageCost').as('cost'),
    ])
    .where('line.countId', '=', id)
    .where(sql<boolean>`${found} <> line.expected`)
}

function textSum(value: RawBuilder<unknown>) {
  return sql<string>`cast(coalesce(sum(${value}), 0) as text)`
}
