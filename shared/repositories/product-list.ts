import { type ExpressionBuilder, sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { Database, Db } from '../db/types.ts'
import { endOfPrefix } from '../domain/search.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'
import { type ProductRow, type StockedProductRow, stockedProductColumns } from './products.ts'

const orders = {
  name: { name: 'name', column: 'product.nameKey', direction: 'asc' },
  '-name': { name: '-name', column: 'product.nameKey', direction: 'desc' },
  sku: { name: 'sku', column: 'product.skuKey', direction: 'asc' },
  '-sku': { name: '-sku', column: 'product.skuKey', direction: 'desc' },
  price: { name: 'price', column: 'product.price', direction: 'asc' },
  '-price': { name: '-price', column: 'product.price', direction: 'desc' },
  createdAt: { name: 'createdAt', column: 'product.id', direction: 'asc' },
  '-createdAt': { name: '-createdAt', column: 'product.id', direction: 'desc' },
  updatedAt: { name: 'updatedAt', column: 'product.updatedAt', direction: 'asc' },
  '-updatedAt': { name: '-updatedAt', column: 'product.updatedAt', direction: 'desc' },
} as const satisfies Record<string, Order<`product.${keyof ProductRow}`>>

export interface ProductFilter extends PageRequest {
  /** Folded words; a product must have a term that begins with each. */
  words?: readonly string[] | undefined
  skuKey?: string | undefined
  barcode?: string | undefined
  supplierId?: string | undefined
  categoryId?: string | undefined
  deleted?: boolean | undefined
  sort: keyof typeof orders
}

/**
 * Up to this many hits of its rarest word, a search collects the hits and sorts them. Above it the
 * hits are so many that a page is found soonest by walking the products in order.
 */
const RARE = 3_000

/** Products that have a term with this prefix. */
function hasTerm(eb: ExpressionBuilder<Database, 'product'>, word: string) {
  return eb.exists(
    eb
      .selectFrom('productTerm')
      .select(sql.lit(1).as('one'))
      .whereRef('productTerm.productId', '=', 'product.id')
      .where('productTerm.term', '>=', word)
      .where('productTerm.term', '<', endOfPrefix(word)),
  )
}

/**
 * @param rarest the word whose hits are collected first, or undefined to walk in order. The cross
 * join tells SQLite, which has no statistics, to begin with the hits.
 */
function base(db: Db, rarest: string | undefined) {
  if (rarest === undefined) return db.selectFrom('product').select(stockedProductColumns)
  return db
    .with('hit', (cte) =>
      cte
        .selectFrom('productTerm')
        .select('productId')
        .distinct()
        .where('term', '>=', rarest)
        .where('term', '<', endOfPrefix(rarest)),
    )
    .selectFrom('hit')
    .crossJoin('product')
    .whereRef('product.id', '=', 'hit.productId')
    .select(stockedProductColumns)
}

export function productsQuery(db: Db, filter: ProductFilter, rarest?: string) {
  let query = base(db, rarest)
  for (const word of filter.words ?? []) {
    if (word !== rarest) query = query.where((eb) => hasTerm(eb, word))
  }
  query = query.where('product.deletedAt', filter.deleted ? 'is not' : 'is', null)
  if (filter.skuKey !== undefined) query = query.where('product.skuKey', '=', filter.skuKey)
  if (filter.barcode !== undefined) query = query.where('product.barcode', '=', filter.barcode)
  if (filter.supplierId !== undefined) {
    query = query.where('product.supplierId', '=', filter.supplierId)
  }
  if (filter.categoryId !== undefined) {
    query = query.where('product.categoryId', '=', filter.categoryId)
  }
  const order = orders[filter.sort]
  return keysetPage(query, filter, order, order.column === 'product.price' ? 'number' : 'string')
}

const countHits = prepared<[from: string, until: string], { hits: number }>(
  (db, from, until) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('productTerm')
          .select('productId')
          .where('term', '>=', from)
          .where('term', '<', until)
          .limit(RARE + 1)
          .as('hit'),
      )
      .select(sql<number>`cast(count(*) as integer)`.as('hits')),
  2,
)

/** The word with the fewest hits, if they are few enough to collect. */
async function rarestWord(db: Db, words: readonly string[]): Promise<string | undefined> {
  let rarest: string | undefined
  let fewest = RARE + 1
  for (const word of words) {
    const [row] = await countHits(db, word, endOfPrefix(word))
    if (row && row.hits < fewest) {
      rarest = word
      fewest = row.hits
    }
  }
  return rarest
}

export async function findProducts(
  db: Db,
  filter: ProductFilter,
): Promise<Page<StockedProductRow>> {
  const { name, column } = orders[filter.sort]
  const rarest = await rarestWord(db, filter.words ?? [])
  const rows = await productsQuery(db, filter, rarest).execute()
  const key = column.slice('product.'.length) as 'nameKey' | 'skuKey' | 'price' | 'id' | 'updatedAt'
  return toPage(rows, filter.limit, name, (row) => row[key])
}
