import { sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { Db } from '../db/types.ts'

/** Sales of one currency added up; sums as text, because they outgrow a number. */
export interface SalesSumRow {
  /** Null for returns that name no sale: nobody knows what was paid for them. */
  priceCurrency: string | null
  /** In 1/1,000. */
  quantity: string
  /** In 1/1,000 of 1/10,000 of the currency, and of the company's currency. */
  revenue: string
  cost: string
  /** Movements left out of `revenue` and `cost`, see `findLargeSales`. */
  large: number
}

/** A movement that sold or gave back so much that a database cannot multiply it by its price. */
export interface LargeSaleRow {
  priceCurrency: string | null
  quantity: number
  unitPrice: number | null
  unitCost: number
}

/** Below it ninety thousand products of a quantity and a price add up to less than 2^63. */
const LARGEST = sql.lit(100_000_000_000_000)

/** Whether quantity × price stays below it; tells it without the product, which might overflow. */
const fits = sql<boolean>`(abs(moved.quantity) <= ${LARGEST} / (coalesce(moved.unit_price, 0) + 1)
  and abs(moved.quantity) <= ${LARGEST} / (moved.unit_cost + 1))`

/** Movements of a range of ids that are sales and returns. */
function sold(db: Db, from: string, until: string) {
  return db
    .selectFrom('stockMovement as moved')
    .where('moved.kind', 'in', ['sale', 'return'])
    .where('moved.id', '>=', from)
    .where('moved.id', '<', until)
}

/** Movements of a range of ids that took a sale or a return back. */
function undone(db: Db, from: string, until: string) {
  return db
    .selectFrom('stockMovement as moved')
    .innerJoin('stockMovement as original', 'original.id', 'moved.reversesId')
    .where('moved.kind', '=', 'reversal')
    .where('moved.id', '>=', from)
    .where('moved.id', '<', until)
    .where('original.kind', 'in', ['sale', 'return'])
}

const sums = [
  'moved.priceCurrency',
  sql<string>`cast(sum(-moved.quantity) as text)`.as('quantity'),
  sql<string>`cast(sum(case when ${fits} then -moved.quantity * coalesce(moved.unit_price, 0)
    else 0 end) as text)`.as('revenue'),
  sql<string>`cast(sum(case when ${fits} then -moved.quantity * moved.unit_cost
    else 0 end) as text)`.as('cost'),
  sql<number>`cast(sum(case when ${fits} then 0 else 1 end) as integer)`.as('large'),
] as const

const soldSums = prepared<[from: string, until: string], SalesSumRow>(
  (db, from, until) => sold(db, from, until).select(sums).groupBy('moved.priceCurrency'),
  2,
)

const undoneSums = prepared<[from: string, until: string], SalesSumRow>(
  (db, from, until) => undone(db, from, until).select(sums).groupBy('moved.priceCurrency'),
  2,
)

/**
 * What the movements of a range of ids sold, less what came back, each at the instant when it
 * happened.
 * @param until the first id behind the range
 */
export async function sumSales(db: Db, from: string, until: string): Promise<SalesSumRow[]> {
  return [...(await soldSums(db, from, until)), ...(await undoneSums(db, from, until))]
}

const figures = [
  'moved.priceCurrency',
  'moved.quantity',
  'moved.unitPrice',
  'moved.unitCost',
] as const

/** The movements that `sumSales` counts as large. */
export async function findLargeSales(db: Db, from: string, until: string): Promise<LargeSaleRow[]> {
  const large = sql<boolean>`not ${fits}`
  return [
    ...(await sold(db, from, until).where(large).select(figures).execute()),
    ...(await undone(db, from, until).where(large).select(figures).execute()),
  ]
}
