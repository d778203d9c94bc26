import { expressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import type { Database, Tx } from '../db/types.ts'
import { endOfPrefix, productTerms } from '../domain/search.ts'
import { unindexed } from './equals.ts'
import type { ProductRow } from './products.ts'

const insertTerms = batchInsert('productTerm', ['term', 'productId', 'nameKey'])
const DELETED_AT_ONCE = 500

type Searchable = Pick<ProductRow, 'id' | 'sku' | 'barcode' | 'name' | 'nameKey'>

/** Makes products findable that are not yet. */
export async function indexProducts(tx: Tx, products: readonly Searchable[]): Promise<void> {
  const rows = products.flatMap((product) =>
    productTerms(product).map((term) => ({
      term,
      productId: product.id,
      nameKey: product.nameKey,
    })),
  )
  await insertTerms(tx, rows)
}

/** Takes products out of the search, because they were deleted. */
export async function unindexProducts(tx: Tx, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += DELETED_AT_ONCE) {
    const some = ids.slice(start, start + DELETED_AT_ONCE)
    await tx.deleteFrom('productTerm').where('productId', 'in', some).execute()
  }
}

/** Replaces the search terms of products whose name or codes have changed. */
export async function reindexProducts(tx: Tx, products: readonly Searchable[]): Promise<void> {
  await unindexProducts(
    tx,
    products.map((product) => product.id),
  )
  await indexProducts(tx, products)
}

type ProductId = 'product.id' | 'hit.productId'

/** Whether the product of a hit has a term that begins with the word: compares it with all of those. */
export function isAmongHits(word: string): RawBuilder<SqlBool> {
  const hits = termsFrom(word).select('other.productId')
  // By the index of products SQLite would ask for each hit.
  return sql<SqlBool>`${unindexed('productTerm.productId')} in ${hits}`
}

/** Whether the product has a term that begins with the word: asks for this one product. */
export function hasTerm(productId: ProductId, word: string) {
  return expressionBuilder<Database>().exists(termOf(productId, word))
}

/** 1 when the product has a term that begins with the word. */
export function termOf(productId: ProductId, word: string) {
  return termsFrom(word)
    .select(sql.lit(1).as('one'))
    .where('other.productId', '=', sql.ref<string>(productId))
    .limit(1)
}

function termsFrom(word: string) {
  return expressionBuilder<Database>()
    .selectFrom('productTerm as other')
    .where('other.term', '>=', word)
    .where('other.term', '<', endOfPrefix(word))
}
