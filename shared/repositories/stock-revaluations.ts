import type { Insertable } from 'kysely'
import type { StockRevaluationTable } from '../db/stock-tables.ts'
import type { Db, ProductTable, Tx } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'stockRevaluation.id',
  'stockRevaluation.at',
  'stockRevaluation.productId',
  'stockRevaluation.amount',
  'stockRevaluation.oldAverageCost',
  'stockRevaluation.newAverageCost',
  'stockRevaluation.onHand',
  'stockRevaluation.reason',
  'stockRevaluation.reference',
  'stockRevaluation.actorId',
  'stockRevaluation.actorName',
] as const

export type RevaluationRow = StockRevaluationTable
/** A revaluation with what people call its product. */
export type NamedRevaluationRow = RevaluationRow & Pick<ProductTable, 'sku' | 'name'>

export async function insertRevaluation(
  tx: Tx,
  row: Insertable<StockRevaluationTable>,
): Promise<RevaluationRow> {
  return tx.insertInto('stockRevaluation').values(row).returning(columns).executeTakeFirstOrThrow()
}

export async function findRevaluation(
  db: Db,
  id: string,
): Promise<NamedRevaluationRow | undefined> {
  return namedRevaluations(db).where('stockRevaluation.id', '=', id).executeTakeFirst()
}

const newestFirst = {
  name: 'revaluation',
  column: 'stockRevaluation.id',
  direction: 'desc',
} as const

/** Newest first. */
export async function findRevaluations(
  db: Db,
  { productId, ...page }: PageRequest & { productId?: string | undefined },
): Promise<Page<NamedRevaluationRow>> {
  let query = namedRevaluations(db)
  if (productId !== undefined) query = query.where('stockRevaluation.productId', '=', productId)
  const rows = await keysetPage(query, page, newestFirst, 'string').execute()
  return toPage(rows, page.limit, newestFirst.name, (row) => row.id)
}

function namedRevaluations(db: Db) {
  return db
    .selectFrom('stockRevaluation')
    .innerJoin('product', 'product.id', 'stockRevaluation.productId')
    .select(columns)
    .select(['product.sku', 'product.name'])
}
