import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { isWhole } from '../../domain/quantity.ts'
import { ConflictError, InvalidError, type Issue } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { categoryExists } from '../../repositories/product-references.ts'
import type { PriceChangeRow } from '../../repositories/price-changes.ts'
import { findProductHolding, type ProductRow } from '../../repositories/products.ts'
import { findSupplier } from '../../repositories/suppliers.ts'

const quantityFields = [
  'reorderPoint',
  'reorderQuantity',
  'maxStock',
  'packSize',
  'minimumOrder',
] as const

/** What is wrong with the quantities of a product that is sold in whole units only. */
export function quantityIssues(
  product: Pick<ProductRow, 'wholeUnits' | (typeof quantityFields)[number]>,
): Issue[] {
  if (product.wholeUnits !== 1) return []
  return quantityFields
    .filter((field) => !isWhole(product[field] ?? 0))
    .map((path) => ({
      path,
      message: 'must be whole, because the product has wholeUnits',
      code: 'whole_units',
    }))
}

/**
 * Checks what no schema can: whole quantities, and that category and supplier exist.
 * @throws InvalidError with every issue
 */
export async function requireSound(db: Db, product: ProductRow): Promise<void> {
  const issues = quantityIssues(product)
  const { categoryId, supplierId } = product
  if (categoryId !== null && !(await categoryExists(db, categoryId))) {
    issues.push({
      path: 'categoryId',
      message: `there is no category ${categoryId}`,
      code: 'unknown',
    })
  }
  if (supplierId !== null && !(await findSupplier(db, supplierId))) {
    issues.push({
      path: 'supplierId',
      message: `there is no supplier ${supplierId}`,
      code: 'unknown',
    })
  }
  if (issues.length > 0) throw new InvalidError(issues)
}

/** Why a product could not take this SKU, where a key is given, or this barcode: who has it. */
export async function takenBy(
  db: Db,
  key: { sku: string; skuKey?: string | undefined; barcode?: string | null | undefined },
): Promise<ConflictError> {
  const holder = await findProductHolding(db, key)
  if (holder && holder.skuKey === key.skuKey) {
    return new ConflictError(`sku ${key.sku} is taken`, { sku: key.sku, productId: holder.id })
  }
  return new ConflictError(`barcode ${key.barcode ?? ''} is taken by sku ${holder?.sku ?? ''}`, {
    barcode: key.barcode,
    productId: holder?.id,
  })
}

/** The entry of the price history for a new product (`before` null) or a changed one; null when prices stay. */
export function priceChangeOf(
  ctx: Ctx,
  before: ProductRow | null,
  after: ProductRow,
): PriceChangeRow | null {
  if (
    before &&
    before.price === after.price &&
    before.cost === after.cost &&
    before.currency === after.currency
  ) {
    return null
  }
  // An entry has one currency: what was paid in another one stands in the entry before.
  const old = before?.currency === after.currency ? before : null
  return {
    id: newId('priceChange'),
    productId: after.id,
    at: after.updatedAt,
    actorId: ctx.actor.userId,
    actorName: ctx.actor.name,
    currency: after.currency,
    oldPrice: old?.price ?? null,
    newPrice: after.price,
    oldCost: old?.cost ?? null,
    newCost: after.cost,
  }
}
