import { formatPrice } from '../../domain/money.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { stockStatus } from '../../domain/stock-status.ts'
import type { PriceChangeRow } from '../../repositories/price-changes.ts'
import type { ProductRow, StockedProductRow } from '../../repositories/products.ts'
import type { PriceChange, Product } from '../../schemas/products.ts'

type StockFields = 'onHand' | 'reserved' | 'available' | 'stockStatus'

/** What is stored of a product itself, as the API and the audit log show it. */
export function productRecord(row: ProductRow): Omit<Product, StockFields> {
  return {
    id: row.id,
    sku: row.sku,
    barcode: row.barcode,
    name: row.name,
    description: row.description,
    categoryId: row.categoryId,
    unit: row.unit,
    wholeUnits: row.wholeUnits === 1,
    price: formatPrice(row.price),
    cost: formatPrice(row.cost),
    currency: row.currency,
    reorderPoint: quantityToNumber(row.reorderPoint),
    reorderQuantity: quantityToNumber(row.reorderQuantity),
    maxStock: numberOrNull(row.maxStock),
    packSize: numberOrNull(row.packSize),
    minimumOrder: numberOrNull(row.minimumOrder),
    supplierId: row.supplierId,
    leadTimeDays: row.leadTimeDays,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    deletedAt: row.deletedAt,
  }
}

function numberOrNull(quantity: number | null): number | null {
  return quantity === null ? null : quantityToNumber(quantity)
}

export function productView(row: StockedProductRow): Product {
  return {
    ...productRecord(row),
    onHand: quantityToNumber(row.onHand),
    reserved: quantityToNumber(row.reserved),
    available: quantityToNumber(row.onHand - row.reserved),
    stockStatus: stockStatus(row),
  }
}

export function priceChangeView(row: PriceChangeRow): PriceChange {
  return {
    id: row.id,
    at: row.at,
    actor: { id: row.actorId, name: row.actorName },
    currency: row.currency,
    oldPrice: row.oldPrice === null ? null : formatPrice(row.oldPrice),
    newPrice: formatPrice(row.newPrice),
    oldCost: row.oldCost === null ? null : formatPrice(row.oldCost),
    newCost: formatPrice(row.newCost),
  }
}
