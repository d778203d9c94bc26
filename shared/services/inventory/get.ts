import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { formatAmount, formatPrice } from '../../domain/money.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { stockStatus } from '../../domain/stock-status.ts'
import { stockValue } from '../../domain/stock-value.ts'
import { NotFoundError } from '../../errors.ts'
import { findLevelsOf, findStockFigures } from '../../repositories/inventory-list.ts'
import { companyCurrency } from '../../repositories/product-references.ts'
import { findProduct } from '../../repositories/products.ts'
import type { ProductInventory } from '../../schemas/inventory-read.ts'

/**
 * The stock of a product, in all and at each location.
 * @throws NotFoundError when there is no such product, or it was deleted
 */
export async function getInventory(ctx: Ctx, productId: string): Promise<ProductInventory> {
  authorize(ctx.actor, 'inventory:read')
  const product = await findProduct(ctx.db, productId)
  if (!product || product.deletedAt !== null) throw new NotFoundError('product', productId)
  const [currency, [figures], levels] = await Promise.all([
    companyCurrency(ctx.db),
    findStockFigures(ctx.db, [productId]),
    findLevelsOf(ctx.db, productId),
  ])
  const averageCost = figures?.averageCost ?? 0
  const { onHand, reserved } = product
  return {
    productId,
    sku: product.sku,
    name: product.name,
    unit: product.unit,
    onHand: quantityToNumber(onHand),
    reserved: quantityToNumber(reserved),
    available: quantityToNumber(onHand - reserved),
    reorderPoint: quantityToNumber(product.reorderPoint),
    averageCost: formatPrice(averageCost),
    stockValue: formatAmount(stockValue({ onHand, averageCost }, currency), currency),
    stockStatus: stockStatus(product),
    daysUntilStockout: figures?.daysUntilStockout ?? null,
    stockoutOn: figures?.stockoutOn ?? null,
    locations: levels.map((level) => ({
      locationId: level.locationId,
      name: level.name,
      onHand: quantityToNumber(level.onHand),
      reserved: quantityToNumber(level.reserved),
      available: quantityToNumber(level.onHand - level.reserved),
    })),
  }
}
