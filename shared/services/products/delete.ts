import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import { findOrdersWaitingFor } from '../../repositories/open-receipts.ts'
import { indexProducts, unindexProducts } from '../../repositories/product-terms.ts'
import {
  deleteProductRow,
  findProduct,
  findProductHolding,
  holdForDeletion,
  updateProductRow,
} from '../../repositories/products.ts'
import type { Product } from '../../schemas/products.ts'
import { requireUpdated } from '../edit.ts'
import { takenBy } from './rules.ts'
import { productRecord, productView } from './view.ts'

/** As many orders as a refusal names. */
const ORDERS_NAMED = 5

/**
 * Takes a product out of the catalogue; history, prices and stock records stay.
 * @throws NotFoundError, ConflictError while there is stock of it, or some is still to come
 */
export async function deleteProduct(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'products:write')
  await mutate(ctx, async (tx, audit) => {
    await holdForDeletion(tx, id)
    const row = await findProduct(tx, id)
    if (!row || row.deletedAt !== null) throw new NotFoundError('product', id)
    if (row.onHand > 0 || row.reserved > 0) {
      throw new ConflictError(
        'there is still stock of this product: sell it or adjust it to zero first',
        { onHand: productView(row).onHand },
      )
    }
    const orders = await findOrdersWaitingFor(tx, id, ORDERS_NAMED)
    if (orders.length > 0) {
      // What comes could be received by nobody: the ledger books nothing on a deleted product.
      throw new ConflictError(
        `it is still to come on ${orders.join(', ')}: take it off the order, or cancel what remains`,
        { orders },
      )
    }
    requireUpdated(await deleteProductRow(tx, row, ctx.now().toISOString()))
    await unindexProducts(tx, [id])
    audit.deleted('product', productRecord(row))
  })
}

/**
 * Brings a deleted product back.
 * @throws NotFoundError, ConflictError when it is not deleted, or its SKU or barcode was given away
 */
export async function restoreProduct(ctx: Ctx, id: string): Promise<Product> {
  authorize(ctx.actor, 'products:write')
  return mutate(ctx, async (tx, audit) => {
    const row = await findProduct(tx, id)
    if (!row) throw new NotFoundError('product', id)
    if (row.deletedAt === null) throw new ConflictError('the product is not deleted', { id })
    if (await findProductHolding(tx, row)) throw await takenBy(tx, row)
    const set = { deletedAt: null, updatedAt: ctx.now().toISOString() }
    const restored = requireUpdated(await updateProductRow(tx, row, set))
    await indexProducts(tx, [restored])
    audit.recorded('RESTORE', 'product', id, { sku: row.sku })
    return productView(restored)
  })
}
