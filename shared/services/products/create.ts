import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText, skuKey } from '../../domain/search.ts'
import { newId } from '../../ids.ts'
import { insertPriceChanges } from '../../repositories/price-changes.ts'
import { indexProducts } from '../../repositories/product-terms.ts'
import { insertProduct, type ProductRow } from '../../repositories/products.ts'
import { companyCurrency } from '../../repositories/product-references.ts'
import type { CreateProduct, Product } from '../../schemas/products.ts'
import { priceChangeOf, requireSound, takenBy } from './rules.ts'
import { productRecord, productView } from './view.ts'

/** @throws InvalidError for an unknown category or supplier, ConflictError when SKU or barcode is taken */
export async function createProduct(ctx: Ctx, input: CreateProduct): Promise<Product> {
  authorize(ctx.actor, 'products:write')
  return mutate(ctx, async (tx, audit) => {
    const currency = input.currency ?? (await companyCurrency(tx))
    const row = newProductRow(input, currency, ctx.now().toISOString())
    await requireSound(tx, row)
    const stored = await insertProduct(tx, row)
    if (!stored) throw await takenBy(tx, row)
    await indexProducts(tx, [stored])
    const prices = priceChangeOf(ctx, null, stored)
    if (prices) await insertPriceChanges(tx, [prices])
    audit.created('product', productRecord(stored))
    return productView(stored)
  })
}

/** A product with everything that the caller left out at its default. */
export function newProductRow(input: CreateProduct, currency: string, at: string): ProductRow {
  return {
    id: newId('product'),
    sku: input.sku,
    skuKey: skuKey(input.sku),
    barcode: input.barcode ?? null,
    name: input.name,
    nameKey: foldText(input.name),
    description: input.description ?? null,
    categoryId: input.categoryId ?? null,
    unit: input.unit ?? 'pcs',
    wholeUnits: (input.wholeUnits ?? true) ? 1 : 0,
    price: input.price ?? 0,
    cost: input.cost ?? 0,
    currency,
    reorderPoint: input.reorderPoint ?? 0,
    reorderQuantity: input.reorderQuantity ?? 0,
    maxStock: input.maxStock ?? null,
    packSize: input.packSize ?? null,
    minimumOrder: input.minimumOrder ?? null,
    supplierId: input.supplierId ?? null,
    leadTimeDays: input.leadTimeDays ?? null,
    version: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  }
}
