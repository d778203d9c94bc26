import { expressionBuilder, type QueryCreator, sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { Database, Db } from '../db/types.ts'
import { endOfPrefix } from '../domain/search.ts'
import { contains } from './like.ts'
import {
  decodeCursor,
  keysetPage,
  type Order,
  type Page,
  type PageRequest,
  toPage,
} from './page.ts'
import { type ProductRow, type StockedProductRow, stockedProductColumns } from './products.ts'

const orders = {
  name: { name: 'product name', column: 'product.nameKey', direction: 'asc' },
  '-name': { name: 'product -name', column: 'product.nameKey', direction: 'desc' },
  sku: { name: 'product sku', column: 'product.skuKey', direction: 'asc' },
  '-sku': { name: 'product -sku', column: 'product.skuKey', direction: 'desc' },
  price: { name: 'product price', column: 'product.price', direction: 'asc' },
  '-price': { name: 'product -price', column: 'product.price', direction: 'desc' },
  createdAt: { name: 'product createdAt', column: 'product.id', direction: 'asc' },
  '-createdAt': { name: 'product -createdAt', column: 'product.id', direction: 'desc' },
  updatedAt: { name: 'product updatedAt', column: 'product.updatedAt', direction: 'asc' },
  '-updatedAt': { name: 'product -updatedAt', column: 'product.updatedAt', direction: 'desc' },
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
 * How a search goes about it. `terms`: sorts the hits of the rarest word by the name that the terms
 * repeat, and looks only at the products of the page. `hits`: looks at the products of the rarest
 * word. `walk`: goes through the products in order until the page is full.
 */
export type SearchPlan = { by: 'terms' | 'hits'; rarest: string } | { by: 'walk' }

/** Above these many hits of the rarest word the next plan is the faster one (bench: lists). */
const MOST_FOR_TERMS = 30_000
const MOST_FOR_HITS = 3_000

export async function findProducts(
  db: Db,
  filter: ProductFilter,
): Promise<Page<StockedProductRow>> {
  const { name, column } = orders[filter.sort]
  const rows = await productsQuery(db, filter, await searchPlan(db, filter)).execute()
  const key = column.slice('product.'.length) as 'nameKey' | 'skuKey' | 'price' | 'id' | 'updatedAt'
  return toPage(rows, filter.limit, name, (row) => row[key])
}

export function productsQuery(db: Db, filter: ProductFilter, plan: SearchPlan) {
  const order = orders[filter.sort]
  if (plan.by === 'terms') {
    // The hits are the page already: filtered, sorted and cut.
    return joinHits(db.with('hit', (cte) => pageOfTerms(cte, filter, plan.rarest)))
      .orderBy('product.nameKey', order.direction)
      .orderBy('product.id', order.direction)
  }
  let query =
    plan.by === 'hits' ? joinHits(db.with('hit', (cte) => allHits(cte, plan.rarest))) : walk(db)
  query = query.where('product.deletedAt', filter.deleted ? 'is not' : 'is', null)
  for (const word of filter.words ?? []) {
    // Deleted products have no terms; they are few, so they are read through.
    if (filter.deleted) query = query.where((eb) => eb.or(containsWord(word)))
    else query = query.where(hasTerm('product.id', word))
  }
  if (filter.skuKey !== undefined) query = query.where('product.skuKey', '=', filter.skuKey)
  if (filter.barcode !== undefined) query = query.where('product.barcode', '=', filter.barcode)
  if (filter.supplierId !== undefined) {
    query = query.where('product.supplierId', '=', filter.supplierId)
  }
  if (filter.categoryId !== undefined) {
    query = query.where('product.categoryId', '=', filter.categoryId)
  }
  return keysetPage(query, filter, order, order.column === 'product.price' ? 'number' : 'string')
}

function walk(db: Db) {
  return db.selectFrom('product').select(stockedProductColumns)
}

/** A cross join, so that SQLite, which has no statistics, begins with the hits. */
function joinHits(db: QueryCreator<Database & { hit: { productId: string } }>) {
  return db
    .selectFrom('hit')
    .crossJoin('product')
    .whereRef('product.id', '=', 'hit.productId')
    .select(stockedProductColumns)
}

function allHits(db: QueryCreator<Database>, word: string) {
  return db
    .selectFrom('productTerm')
    .select('productId')
    .distinct()
    .where('term', '>=', word)
    .where('term', '<', endOfPrefix(word))
}

/** The page's products by name, out of the terms alone; one more than asked for. */
function pageOfTerms(db: QueryCreator<Database>, filter: ProductFilter, rarest: string) {
  const { direction } = orders[filter.sort]
  let query = db
    .selectFrom('productTerm as hit')
    .select('hit.productId')
    .where('hit.term', '>=', rarest)
    .where('hit.term', '<', endOfPrefix(rarest))
    .groupBy(['hit.nameKey', 'hit.productId'])
    .orderBy('hit.nameKey', direction)
    .orderBy('hit.productId', direction)
    .limit(filter.limit + 1)
  for (const word of filter.words ?? []) {
    if (word !== rarest) query = query.where(hasTerm('hit.productId', word))
  }
  if (filter.cursor === undefined) return query
  const [nameKey, id] = decodeCursor(filter.cursor, orders[filter.sort].name, 'string')
  return query.where(({ eb, refTuple, tuple }) =>
    eb(
      refTuple('hit.nameKey', 'hit.productId'),
      direction === 'asc' ? '>' : '<',
      tuple(String(nameKey), id),
    ),
  )
}

/** Whether the product has a term that begins with the word. */
function hasTerm(productId: 'product.id' | 'hit.productId', word: string) {
  const eb = expressionBuilder<Database>()
  return eb.exists(
    eb
      .selectFrom('productTerm as other')
      .select(sql.lit(1).as('one'))
      .where('other.productId', '=', sql.ref<string>(productId))
      .where('other.term', '>=', word)
      .where('other.term', '<', endOfPrefix(word)),
  )
}

function containsWord(word: string) {
  return [contains('product.nameKey', word), contains('product.skuKey', word.toUpperCase())]
}

/** The plan for a search: which word is the rarest, and whether its hits are few enough. */
async function searchPlan(db: Db, filter: ProductFilter): Promise<SearchPlan> {
  const { words = [], sort, deleted, supplierId, categoryId, skuKey, barcode } = filter
  const narrowed =
    deleted || [supplierId, categoryId, skuKey, barcode].some((id) => id !== undefined)
  const most = narrowed || !sort.endsWith('name') ? MOST_FOR_HITS : MOST_FOR_TERMS
  let rarest: string | undefined
  let fewest = most + 1
  for (const word of deleted ? [] : words) {
    const [row] = await countHits(db, word, endOfPrefix(word), fewest)
    if (row && row.hits < fewest) {
      rarest = word
      fewest = row.hits
    }
  }
  if (rarest === undefined) return { by: 'walk' }
  return { by: most === MOST_FOR_TERMS ? 'terms' : 'hits', rarest }
}

/** How many terms a prefix has, counted up to `atMost`. */
const countHits = prepared<[from: string, until: string, atMost: number], { hits: number }>(
  (db, from, until, atMost) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('productTerm')
          .select('productId')
          .where('term', '>=', from)
          .where('term', '<', until)
          .limit(sql<number>`${atMost}`)
          .as('hit'),
      )
      .select(sql<number>`cast(count(*) as integer)`.as('hits')),
  3,
)
