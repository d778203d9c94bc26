import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { foldText, skuKey } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import { insertPriceChanges } from '../../repositories/price-changes.ts'
import {
  findProduct,
  findProductHolding,
  type ProductRow,
  updateProductRow,
} from '../../repositories/products.ts'
import { reindexProducts } from '../../repositories/product-terms.ts'
import type { Product, UpdateProduct } from '../../schemas/products.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { priceChangeOf, requireSound, takenBy } from './rules.ts'
import { productRecord, productView } from './view.ts'

/** @throws NotFoundError, StaleVersionError, InvalidError, ConflictError when SKU or barcode is taken */
export async function updateProduct(ctx: Ctx, id: string, input: UpdateProduct): Promise<Product> {
  authorize(ctx.actor, 'products:write')
  return mutate(ctx, async (tx, audit) => {
    const before = await findProduct(tx, id)
    if (!before || before.deletedAt !== null) throw new NotFoundError('product', id)
    requireVersion('product', input.version, before.version)
    const changes = productChanges(before, input)
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return productView(before)
    }
    await requireSound(tx, { ...before, ...changes })
    await requireFree(tx, before, changes)
    const set = { ...changes, updatedAt: ctx.now().toISOString() }
    const after = requireUpdated(await updateProductRow(tx, before, set))
    if (isSearchable(changes)) await reindexProducts(tx, [after])
    const prices = priceChangeOf(ctx, before, after)
    if (prices) await insertPriceChanges(tx, [prices])
    audit.updated('product', productRecord(before), productRecord(after))
    return productView(after)
  })
}

/** The columns that the input really changes. */
export function productChanges(
  before: ProductRow,
  { version: _version, wholeUnits, ...fields }: UpdateProduct,
): Partial<ProductRow> {
  return differing<ProductRow>(before, {
    ...fields,
    skuKey: fields.sku === undefined ? undefined : skuKey(fields.sku),
    nameKey: fields.name === undefined ? undefined : foldText(fields.name),
    wholeUnits: wholeUnits === undefined ? undefined : wholeUnits ? 1 : 0,
  })
}

/** Whether the changes touch what a search looks at. */
export function isSearchable(changes: Partial<ProductRow>): boolean {
  return 'sku' in changes || 'barcode' in changes || 'name' in changes
}

async function requireFree(
  tx: Tx,
  before: ProductRow,
  changes: Partial<ProductRow>,
): Promise<void> {
  const { sku = before.sku, skuKey: newKey, barcode } = changes
  if (newKey === undefined && !barcode) return
  // What stays as it is belongs to the product itself, and is no reason.
  const wanted = { sku, skuKey: newKey, barcode }
  if (await findProductHolding(tx, wanted)) throw await takenBy(tx, wanted)
}
