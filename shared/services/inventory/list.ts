import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { formatAmount, formatPrice } from '../../domain/money.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { searchWords } from '../../domain/search.ts'
import { stockStatus } from '../../domain/stock-status.ts'
import { stockValue } from '../../domain/stock-value.ts'
import {
  findLevelsAt,
  findStockFigures,
  type LocationStockRow,
  type StockFiguresRow,
} from '../../repositories/inventory-list.ts'
import type { Page } from '../../repositories/page.ts'
import { findProducts } from '../../repositories/product-list.ts'
import { companyCurrency } from '../../repositories/product-references.ts'
import type { StockedProductRow } from '../../repositories/products.ts'
import type { InventoryItem, ListInventory } from '../../schemas/inventory-read.ts'

/**
 * The stock of products. With a location, quantities and value are what lies there and products that
 * never were there are left out; the status stays that of all locations, as the reorder point does.
 */
export async function listInventory(ctx: Ctx, query: ListInventory): Promise<Page<InventoryItem>> {
  authorize(ctx.actor, 'inventory:read')
  const { q, ...filter } = query
  const words = q === undefined ? undefined : searchWords(q)
  // Search text without a single letter or digit finds nothing, rather than everything.
  if (q && words?.length === 0) return { items: [], nextCursor: null }
  const { items, nextCursor } = await findProducts(ctx.db, { ...filter, words, list: 'inventory' })
  const ids = items.map((product) => product.id)
  const { locationId } = query
  const [currency, figures, levels] = await Promise.all([
    companyCurrency(ctx.db),
    findStockFigures(ctx.db, ids),
    locationId === undefined ? undefined : findLevelsAt(ctx.db, locationId, ids),
  ])
  const figuresOf = new Map(figures.map((row) => [row.productId, row]))
  const levelOf = new Map(levels?.map((row) => [row.productId, row]))
  const place = (productId: string): LocationStockRow | undefined =>
    locationId === undefined
      ? undefined
      : (levelOf.get(productId) ?? { productId, locationId, onHand: 0, reserved: 0 })
  return {
    items: items.map((product) =>
      itemView(product, figuresOf.get(product.id), place(product.id), currency),
    ),
    nextCursor,
  }
}

function itemView(
  product: StockedProductRow,
  figures: StockFiguresRow | undefined,
  level: LocationStockRow | undefined,
  currency: string,
): InventoryItem {
  const { onHand, reserved } = level ?? product
  const averageCost = figures?.averageCost ?? 0
  return {
    productId: product.id,
    sku: product.sku,
    barcode: product.barcode,
    name: product.name,
    unit: product.unit,
    categoryId: product.categoryId,
    supplierId: product.supplierId,
    locationId: level?.locationId ?? null,
    onHand: quantityToNumber(onHand),
    reserved: quantityToNumber(reserved),
    available: quantityToNumber(onHand - reserved),
    reorderPoint: quantityToNumber(product.reorderPoint),
    reorderQuantity: quantityToNumber(product.reorderQuantity),
    maxStock: product.maxStock === null ? null : quantityToNumber(product.maxStock),
    stockStatus: stockStatus(product),
    daysUntilStockout: figures?.daysUntilStockout ?? null,
    stockoutOn: figures?.stockoutOn ?? null,
    averageCost: formatPrice(averageCost),
    stockValue: formatAmount(stockValue({ onHand, averageCost }, currency), currency),
  }
}
