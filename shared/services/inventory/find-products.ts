import type { Db } from '../../db/types.ts'
import { skuKey } from '../../domain/search.ts'
import { ConflictError, InvalidError } from '../../errors.ts'
import { findProductsBySkuKeys } from '../../repositories/product-import.ts'
import { findProduct, findProductHolding } from '../../repositories/products.ts'
import { joinPath } from './shortages.ts'

/** A product as a request names it: by one of the two. */
export interface Named {
  productId?: string | undefined
  sku?: string | undefined
}

/**
 * The ids of the products named, in the same order. Those named by id are not looked up: the ledger
 * says when there is none.
 *
 * @param path where the nth name stands in the request, e.g. `lines.0`
 * @throws InvalidError naming every SKU that no product has
 */
export async function productIds(
  db: Db,
  named: readonly Named[],
  path: (index: number) => string,
): Promise<string[]> {
  const keys = named.flatMap(({ productId, sku }) =>
    productId === undefined && sku !== undefined ? [skuKey(sku)] : [],
  )
  const found = await bySku(db, [...new Set(keys)])
  const ids = named.map(({ productId, sku = '' }) => productId ?? found.get(skuKey(sku)))
  const issues = ids.flatMap((id, index) =>
    id === undefined
      ? [
          {
            path: joinPath(path(index), 'sku'),
            message: `there is no product with SKU ${named[index]?.sku ?? ''}`,
            code: 'unknown',
          },
        ]
      : [],
  )
  if (issues.length > 0) throw new InvalidError(issues)
  return ids.map((id) => id ?? '')
}

/** @throws InvalidError when no product has the SKU */
export async function productId(db: Db, named: Named): Promise<string> {
  const [id = ''] = await productIds(db, [named], () => '')
  return id
}

/**
 * For a product that the request names by something that was done with it.
 * @throws ConflictError when it was deleted since
 */
export async function requireNotDeleted(db: Db, id: string): Promise<void> {
  const product = await findProduct(db, id)
  if (!product || product.deletedAt === null) return
  throw new ConflictError(`${product.sku} was deleted: restore it first`, { productId: id })
}

async function bySku(db: Db, keys: readonly string[]): Promise<Map<string, string>> {
  const [only] = keys
  if (only === undefined) return new Map()
  if (keys.length > 1) {
    const products = await findProductsBySkuKeys(db, keys)
    return new Map(products.map((product) => [product.skuKey, product.id]))
  }
  const product = await findProductHolding(db, { skuKey: only })
  return new Map(product ? [[only, product.id]] : [])
}
