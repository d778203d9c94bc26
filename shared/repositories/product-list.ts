import { expressionBuilder, type QueryCreator, type SelectQueryBuilder, sql } from 'kysely'
import type { Database, Db } from '../db/types.ts'
import { endOfPrefix } from '../domain/search.ts'
import type { StockStatus } from '../domain/stock-status.ts'
import { equals } from './equals.ts'
import { contains } from './like.ts'
import {
  decodeCursor,
  encodeCursor,
  keysetPage,
  type Order,
  type Page,
  type PageRequest,
  toPage,
} from './page.ts'
import {
  type Lead,
  type ProductNarrowing,
  type SearchPlan,
  searchPlan,
  type TermsPlan,
} from './product-search-plan.ts'
import { hasTerm, isAmongHits, termOf } from './product-terms.ts'
import { type ProductRow, type StockedProductRow, stockedProductColumns } from './products.ts'

const orders = {
  name: { column: 'product.nameKey', direction: 'asc' },
  '-name': { column: 'product.nameKey', direction: 'desc' },
  sku: { column: 'product.skuKey', direction: 'asc' },
  '-sku': { column: 'product.skuKey', direction: 'desc' },
  price: { column: 'product.price', direction: 'asc' },
  '-price': { column: 'product.price', direction: 'desc' },
  createdAt: { column: 'product.id', direction: 'asc' },
  '-createdAt': { column: 'product.id', direction: 'desc' },
  updatedAt: { column: 'product.updatedAt', direction: 'asc' },
  '-updatedAt': { column: 'product.updatedAt', direction: 'desc' },
} as const satisfies Record<string, Omit<Order<`product.${keyof ProductRow}`>, 'name'>>

export interface ProductFilter extends PageRequest, ProductNarrowing {
  sort: keyof typeof orders
  /** Whose cursors it gives and takes. */
  list?: 'product' | 'inventory'
}

function orderOf({ list = 'product', sort }: ProductFilter) {
  return { ...orders[sort], name: `${list} ${sort}` } as const
}

/** When a part does not fill the page, the next one is so many times as large. */
const GROWTH = 4
/** So many products a glance goes through: a word that one in twenty has fills a page of fifty. */
const GLANCE = 1_000

export async function findProducts(
  db: Db,
  filter: ProductFilter,
): Promise<Page<StockedProductRow>> {
  const { name, column } = orderOf(filter)
  const rows = await rowsOf(db, filter, await planFor(db, filter))
  const key = column.slice('product.'.length) as 'nameKey' | 'skuKey' | 'price' | 'id' | 'updatedAt'
  return toPage(rows, filter.limit, name, (row) => row[key])
}

async function rowsOf(
  db: Db,
  filter: ProductFilter,
  plan: SearchPlan,
): Promise<StockedProductRow[]> {
  if (plan.by === 'terms' && mustMeetMore(plan)) return findInParts(db, filter, plan)
  const rows = await productsQuery(db, filter, plan).execute()
  if (plan.by !== 'glance' || rows.length > filter.limit) return rows
  return rowsOf(db, filter, await planFor(db, filter, { glanced: true }))
}

/** Whether a product that has the words `together` may still be none that is looked for. */
function mustMeetMore({ narrowed, other }: TermsPlan): boolean {
  return narrowed || other.length > 0
}

async function findInParts(
  db: Db,
  filter: ProductFilter,
  plan: TermsPlan,
): Promise<StockedProductRow[]> {
  const rows: StockedProductRow[] = []
  let cursor = filter.cursor
  for (let size = plan.firstPart; ; size *= GROWTH) {
    const part = { ...filter, cursor }
    rows.push(...(await productsQuery(db, part, plan, size).execute()))
    if (rows.length > filter.limit) return rows
    const last = await pageOfTerms(db, part, plan, 1)
      .offset(size - 1)
      .executeTakeFirst()
    if (!last) return rows
    cursor = encodeCursor(orderOf(filter).name, last.nameKey, last.productId)
  }
}

/** @param partSize how many hits of the plan `terms` are looked at; by default its first part */
export function productsQuery(db: Db, filter: ProductFilter, plan: SearchPlan, partSize?: number) {
  const order = orderOf(filter)
  if (plan.by === 'terms') {
    // The hits are in order and cut already; those that need not meet more are the page.
    const size = mustMeetMore(plan) ? (partSize ?? plan.firstPart) : filter.limit + 1
    let hits = joinHits(db.with('hit', (cte) => pageOfTerms(cte, filter, plan, size)))
    if (plan.narrowed) hits = narrow(hits, filter, plan)
    for (const word of plan.other) hits = hits.where(hasTerm('hit.productId', word))
    return hits
      .orderBy('product.nameKey', order.direction)
      .orderBy('product.id', order.direction)
      .limit(filter.limit + 1)
  }
  if (plan.by === 'glance') return glance(db, filter)
  const lead = plan.by === 'hits' ? plan.lead : undefined
  let query = lead ? joinHits(db.with('hit', (cte) => allHits(cte, lead))) : walk(db)
  query = narrow(query, filter, plan)
  for (const word of filter.words ?? []) {
    // Deleted products have no terms; they are few, so they are read through.
    if (filter.deleted) query = query.where((eb) => eb.or(containsWord(word)))
    else query = query.where(hasTerm('product.id', word))
  }
  return keysetPage(query, filter, order, order.column === 'product.price' ? 'number' : 'string')
}

/** Every condition but the words. */
function narrow(
  query: SelectQueryBuilder<Database, 'product', StockedProductRow>,
  filter: ProductFilter,
  plan: SearchPlan,
) {
  let narrowed = query.where('product.deletedAt', filter.deleted ? 'is not' : 'is', null)
  if (filter.skuKey !== undefined) narrowed = narrowed.where('product.skuKey', '=', filter.skuKey)
  if (filter.barcode !== undefined) {
    narrowed = narrowed.where('product.barcode', '=', filter.barcode)
  }
  if (filter.locationId !== undefined) narrowed = narrowed.where(isStockedAt(filter.locationId))
  for (const [column, value] of columnsOf(filter)) {
    if (value === undefined) continue
    const isChosen = plan.by === 'walk' && plan.along === column
    narrowed = narrowed.where(equals(`product.${column}`, value, isChosen))
  }
  return narrowed
}

function planFor(
  db: Db,
  filter: ProductFilter,
  options?: { glanced: boolean },
): Promise<SearchPlan> {
  return searchPlan(db, filter, orders[filter.sort].column === 'product.nameKey', options)
}

/** Those of the next products by name that have all words, up to a page of them. */
function glance(db: Db, filter: ProductFilter) {
  const order = orderOf(filter)
  const next = keysetPage(
    walk(db).where('product.deletedAt', 'is', null),
    { ...filter, limit: GLANCE - 1 },
    order,
    'string',
  )
  let query = db.selectFrom(next.as('product')).select(stockedProductColumns)
  for (const word of filter.words ?? []) {
    // Not `exists`, of which PostgreSQL would make a join with all that have the word.
    query = query.where(termOf('product.id', word), '=', 1)
  }
  return query
    .orderBy('product.nameKey', order.direction)
    .orderBy('product.id', order.direction)
    .limit(filter.limit + 1)
}

function columnsOf({ status, supplierId, categoryId }: ProductFilter) {
  return [
    ['stockStatus', status],
    ['supplierId', supplierId],
    ['categoryId', categoryId],
  ] as const
}

/** Whether the product has, or had, stock at the location. */
function isStockedAt(locationId: string) {
  const eb = expressionBuilder<Database>()
  return eb.exists(
    eb
      .selectFrom('stockLevel')
      .select(sql.lit(1).as('one'))
      .where('stockLevel.productId', '=', sql.ref<string>('product.id'))
      .where('stockLevel.locationId', '=', locationId),
  )
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

function allHits(db: QueryCreator<Database>, { by, value }: Lead) {
  if (by === 'location') {
    return db.selectFrom('stockLevel').select('productId').where('locationId', '=', value)
  }
  if (by !== 'word') {
    // The distinct keeps PostgreSQL from making one query of the two.
    const products = db.selectFrom('product').select('id as productId').distinct()
    return products.where(by, '=', value as StockStatus)
  }
  return db
    .selectFrom('productTerm')
    .select('productId')
    .distinct()
    .where('term', '>=', value)
    .where('term', '<', endOfPrefix(value))
}

/** The first products by name that have all the words `together`, out of the terms alone. */
function pageOfTerms(
  db: QueryCreator<Database>,
  filter: ProductFilter,
  { together }: TermsPlan,
  size: number,
) {
  const { direction } = orders[filter.sort]
  const [first = '', ...others] = together
  // A product with several terms that begin with the word is one hit.
  let query = hitsAfter(db, filter, first).groupBy(['nameKey', 'productId'])
  for (const word of others) query = query.where(isAmongHits(word))
  return query.orderBy('nameKey', direction).orderBy('productId', direction).limit(size)
}

/** What has a term that begins with the word, behind the cursor. */
function hitsAfter(db: QueryCreator<Database>, filter: ProductFilter, word: string) {
  const query = db
    .selectFrom('productTerm')
    .select(['nameKey', 'productId'])
    .where('term', '>=', word)
    .where('term', '<', endOfPrefix(word))
  if (filter.cursor === undefined) return query
  const [nameKey, id] = decodeCursor(filter.cursor, orderOf(filter).name, 'string')
  const { direction } = orders[filter.sort]
  return query.where(({ eb, refTuple, tuple }) =>
    eb(
      refTuple('nameKey', 'productId'),
      direction === 'asc' ? '>' : '<',
      tuple(String(nameKey), id),
    ),
  )
}

function containsWord(word: string) {
  return [
    contains('product.nameKey', word),
    contains('product.skuKey', word.toUpperCase()),
    // Barcodes are kept as they are read, for scanners.
    contains(sql`lower(${sql.ref('product.barcode')})`, word),
  ]
}
