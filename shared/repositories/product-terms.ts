import { batchInsert } from '../db/batch-insert.ts'
import type { Tx } from '../db/types.ts'
import { productTerms } from '../domain/search.ts'
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
