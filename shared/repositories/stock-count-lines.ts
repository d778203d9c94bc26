import { type ExpressionBuilder, sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { StockCountLineTable } from '../db/stock-tables.ts'
import type { Database, Db, Flag, InstantText, MoneyUnits, QuantityUnits, Tx } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

/** A line with what must be known of its product, and of the movement once it was posted. */
export interface CountLineRow extends Omit<StockCountLineTable, 'locationId' | 'open'> {
  /** That of the product, under the name that pages go by. */
  id: string
  sku: string
  name: string
  nameKey: string
  unit: string
  wholeUnits: Flag
  deletedAt: InstantText | null
  cost: MoneyUnits
  currency: string
  /** Over all locations. */
  onHand: QuantityUnits
  averageCost: MoneyUnits
  movementId: string | null
  movementCost: MoneyUnits | null
}

/** What the count found: the second figure, where there is one, wins. */
export const found = sql<QuantityUnits | null>`coalesce(line.recounted, line.counted)`

type LinesOf = Database & { line: StockCountLineTable }

function lines(db: Db, countId: string) {
  return db
    .selectFrom('stockCountLine as line')
    .innerJoin('product', 'product.id', 'line.productId')
    .select((eb) => [
      'product.id',
      'line.countId',
      'line.productId',
      'line.expected',
      'line.counted',
      'line.recounted',
      'line.countedBy',
      'line.countedAt',
      'product.sku',
      'product.name',
      'product.nameKey',
      'product.unit',
      'product.wholeUnits',
      'product.deletedAt',
      'product.cost',
      'product.currency',
      'product.onHand',
      'product.averageCost',
      movementOf(eb).select('movement.id').as('movementId'),
      movementOf(eb).select('movement.unitCost').as('movementCost'),
    ])
    .where('line.countId', '=', countId)
}

/**
 * What posting a line left in the ledger. Asked line by line: PostgreSQL knows nothing of movements
 * of a moment ago, takes them for a few, and would compare each line with all of them.
 */
export function movementOf(eb: ExpressionBuilder<LinesOf, 'line'>) {
  return eb
    .selectFrom('stockMovement as movement')
    .whereRef('movement.countId', '=', 'line.countId')
    .whereRef('movement.productId', '=', 'line.productId')
    .where('movement.kind', '=', 'count')
    .limit(1)
}

export interface CountLineFilter extends PageRequest {
  /** `different` compares what was found with what was expected. */
  only?: 'counted' | 'uncounted' | 'different' | undefined
}

const byName = { name: 'count lines', column: 'product.nameKey', direction: 'asc' } as const

/** By the name of the product. */
export async function findCountLines(
  db: Db,
  countId: string,
  { only, ...page }: CountLineFilter,
): Promise<Page<CountLineRow>> {
  let query = lines(db, countId)
  if (only === 'counted') query = query.where('line.counted', 'is not', null)
  if (only === 'uncounted') query = query.where('line.counted', 'is', null)
  if (only === 'different') query = query.where(sql<boolean>`${found} <> line.expected`)
  const rows = await keysetPage(query, page, byName, 'string').execute()
  return toPage(rows, page.limit, byName.name, (row) => row.nameKey)
}

/** The lines of these products, by id of the product. */
export async function findLinesOf(
  db: Db,
  countId: string,
  productIds: readonly string[],
): Promise<CountLineRow[]> {
  if (productIds.length === 0) return []
  return lines(db, countId)
    .where('line.productId', 'in', productIds)
    .orderBy('product.id')
    .execute()
}

/** All lines that found something else than was expected, by id of the product. */
export async function findDifferentLines(db: Db, countId: string): Promise<CountLineRow[]> {
  return lines(db, countId)
    .where(sql<boolean>`${found} <> line.expected`)
    .orderBy('product.id')
    .execute()
}

/** What was found on a line, by whom and when. */
export async function recordLine(
  tx: Tx,
  line: Pick<
    StockCountLineTable,
    'countId' | 'productId' | 'counted' | 'recounted' | 'countedBy' | 'countedAt'
  >,
): Promise<void> {
  const { counted, recounted, countedBy, countedAt, countId, productId } = line
  await record(tx, counted, recounted, countedBy, countedAt, countId, productId)
}

const record = prepared<
  [
    counted: number | null,
    recounted: number | null,
    countedBy: string | null,
    countedAt: string | null,
    countId: string,
    productId: string,
  ],
  { productId: string }
>(
  (db, counted, recounted, countedBy, countedAt, countId, productId) =>
    db
      .updateTable('stockCountLine')
      .set({
        counted: sql<number>`${counted}`,
        recounted: sql<number>`${recounted}`,
        countedBy,
        countedAt,
      })
      .where('countId', '=', countId)
      .where('productId', '=', productId)
      .returning('productId'),
  6,
)

/** Lets other counts have the products. */
export async function closeLines(tx: Tx, countId: string): Promise<void> {
  await tx.updateTable('stockCountLine').set({ open: 0 }).where('countId', '=', countId).execute()
}
