import * as z from 'zod'
import { inventorySorts } from '../domain/list-sorts.ts'
import { stockStatuses } from '../domain/stock-status.ts'
import { id, MoneyOut, pageOf, pageQuery, QuantityOut, SearchText, sortHint } from './values.ts'

const daysUntilStockout = z.int().nullable().meta({
  description:
    'whole days that the stock lasts at the demand of late, as the monitor last computed it; null when nothing is sold',
  example: 12,
})
const stockStatus = z.enum(stockStatuses).meta({
  description:
    '`out`: nothing is available; `low`: no more than the reorder point; `over`: above the maximum; over all locations',
})
const averageCost = MoneyOut.meta({
  description: 'moving average of a unit, in the company’s currency',
})

export const InventoryItem = z
  .object({
    productId: id('product'),
    sku: z.string().meta({ example: 'MUG-01' }),
    barcode: z.string().nullable(),
    name: z.string().meta({ example: 'Enamel mug' }),
    unit: z.string().meta({ example: 'pcs' }),
    categoryId: z.string().nullable(),
    supplierId: z.string().nullable(),
    locationId: z
      .string()
      .nullable()
      .meta({ description: 'where the quantities and the value are; null: all locations' }),
    onHand: QuantityOut,
    reserved: QuantityOut,
    available: QuantityOut.meta({ description: 'on hand and not reserved' }),
    reorderPoint: QuantityOut,
    reorderQuantity: QuantityOut,
    maxStock: QuantityOut.nullable(),
    stockStatus,
    daysUntilStockout,
    stockoutOn: z.string().nullable().meta({ example: '2026-12-02' }),
    averageCost,
    stockValue: MoneyOut.meta({ description: 'on hand × average cost', example: '150.00' }),
  })
  .meta({ id: 'InventoryItem' })
export type InventoryItem = z.infer<typeof InventoryItem>

export const InventoryPage = pageOf(InventoryItem).meta({ id: 'InventoryPage' })

export const ListInventory = z.strictObject({
  q: SearchText.optional().describe(
    'words; each must begin a word of the name, the SKU or the barcode',
  ),
  status: z
    .enum(stockStatuses)
    .optional()
    .describe('only products of this stock status over all locations'),
  locationId: id('location')
    .optional()
    .describe('quantities and value of this location, only products that have or had stock there'),
  supplierId: id('supplier').optional().describe('only products of this supplier'),
  categoryId: id('category').optional().describe('only products of this category itself'),
  sort: z.enum(inventorySorts).default('name').describe(sortHint),
  ...pageQuery,
})
export type ListInventory = z.infer<typeof ListInventory>

export const ProductInventory = z
  .object({
    productId: id('product'),
    sku: z.string().meta({ example: 'MUG-01' }),
    name: z.string().meta({ example: 'Enamel mug' }),
    unit: z.string().meta({ example: 'pcs' }),
    onHand: QuantityOut,
    reserved: QuantityOut,
    available: QuantityOut,
    reorderPoint: QuantityOut,
    averageCost,
    stockValue: MoneyOut.meta({ description: 'on hand × average cost', example: '150.00' }),
    stockStatus,
    daysUntilStockout,
    stockoutOn: z.string().nullable().meta({ example: '2026-12-02' }),
    locations: z.array(
      z.object({
        locationId: id('location'),
        name: z.string().meta({ example: 'main' }),
        onHand: QuantityOut,
        reserved: QuantityOut,
        available: QuantityOut,
      }),
    ),
  })
  .meta({ id: 'ProductInventory' })
export type ProductInventory = z.infer<typeof ProductInventory>

const count = z.int().meta({ example: 12 })

export const InventoryStatus = z
  .object({
    products: count,
    statuses: z
      .object({ out: count, low: count, ok: count, over: count })
      .meta({ description: 'how many products are of each stock status' }),
    units: QuantityOut.meta({ description: 'on hand of all products, whatever their units' }),
    reserved: QuantityOut,
    stockValue: MoneyOut.meta({
      description: 'sum of the values of all products',
      example: '91250.00',
    }),
    currency: z.string().meta({ description: 'the company’s', example: 'EUR' }),
  })
  .meta({ id: 'InventoryStatus' })
export type InventoryStatus = z.infer<typeof InventoryStatus>
