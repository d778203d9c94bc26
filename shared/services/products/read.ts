import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { searchWords, skuKey } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import { findPriceChanges } from '../../repositories/price-changes.ts'
import { findProducts } from '../../repositories/product-list.ts'
import { findProduct } from '../../repositories/products.ts'
import type { ListProducts, PriceChange, Product } from '../../schemas/products.ts'
import { priceChangeView, productView } from './view.ts'

/** @throws NotFoundError when there is none, or it was deleted */
export async function getProduct(ctx: Ctx, id: string): Promise<Product> {
  authorize(ctx.actor, 'products:read')
  const row = await findProduct(ctx.db, id)
  if (!row || row.deletedAt !== null) throw new NotFoundError('product', id)
  return productView(row)
}

export async function listProducts(ctx: Ctx, query: ListProducts): Promise<Page<Product>> {
  authorize(ctx.actor, 'products:read')
  const { q, sku, ...filter } = query
  const words = q === undefined ? undefined : searchWords(q)
  // Search text without a single letter or digit finds nothing, rather than everything.
  if (q && words?.length === 0) return { items: [], nextCursor: null }
  const page = await findProducts(ctx.db, {
    ...filter,
    words,
    skuKey: sku === undefined ? undefined : skuKey(sku),
  })
  return { ...page, items: page.items.map(productView) }
}

/** Price and cost of a product over time, newest first; also of a deleted product. */
export async function listPriceHistory(
  ctx: Ctx,
  id: string,
  request: PageRequest,
): Promise<Page<PriceChange>> {
  authorize(ctx.actor, 'products:read')
  if (!(await findProduct(ctx.db, id))) throw new NotFoundError('product', id)
  const page = await findPriceChanges(ctx.db, id, request)
  return { ...page, items: page.items.map(priceChangeView) }
}
