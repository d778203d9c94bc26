import * as z from 'zod'
import { productSorts } from '../domain/list-sorts.ts'
import { stockStatuses } from '../domain/stock-status.ts'
import {
  Currency,
  Days,
  id,
  Instant,
  Money,
  MoneyOut,
  optionalText,
  orNull,
  pageOf,
  pageQuery,
  Quantity,
  QuantityOut,
  QueryFlag,
  SearchText,
  sortHint,
  text,
  versioned,
} from './values.ts'

const PackSize = Quantity.refine((value) => value > 0, 'must be more than zero')

/** What a caller may set; the import of files checks its rows against the same fields. */
export const productFields = {
  sku: text(64).describe('unique, whatever its letter case'),
  name: text(200),
  barcode: optionalText(64).optional().describe('unique when given'),
  description: optionalText(5000).optional(),
  categoryId: id('category').nullable().optional(),
  unit: text(20).optional().describe('default `pcs`'),
  wholeUnits: z.boolean().optional().describe('refuses fractions of the unit; default true'),
  price: Money.optional(),
  cost: Money.optional(),
  currency: Currency.optional().describe('default: the currency of the company'),
  reorderPoint: Quantity.optional(),
  reorderQuantity: Quantity.optional(),
  maxStock: orNull(Quantity).optional(),
  packSize: orNull(PackSize)
    .optional()
    .describe('the supplier sells multiples of it; suggested orders keep to it'),
  minimumOrder: orNull(Quantity).optional().describe('the least that the supplier sells at once'),
  supplierId: id('supplier').nullable().optional(),
  leadTimeDays: Days.nullable().optional().describe("default: the supplier's"),
}

export const CreateProduct = z.strictObject(productFields).meta({
  id: 'CreateProduct',
  example: { sku: 'MUG-01', name: 'Enamel mug', price: '12.5', cost: '4.1111', reorderPoint: 12 },
})
export type CreateProduct = z.infer<typeof CreateProduct>

export const UpdateProduct = z
  .strictObject({ ...z.object(productFields).partial().shape, ...versioned })
  .meta({ id: 'UpdateProduct', example: { price: '13.9', version: 1 } })
export type UpdateProduct = z.infer<typeof UpdateProduct>

export const Product = z
  .object({
    id: id('product'),
    sku: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    categoryId: z.string().nullable(),
    unit: z.string(),
    wholeUnits: z.boolean(),
    price: MoneyOut,
    cost: MoneyOut,
    currency: z.string(),
    reorderPoint: QuantityOut,
    reorderQuantity: QuantityOut,
    maxStock: QuantityOut.nullable(),
    packSize: QuantityOut.nullable(),
    minimumOrder: QuantityOut.nullable(),
    supplierId: z.string().nullable(),
    leadTimeDays: z.int().nullable(),
    onHand: QuantityOut,
    reserved: QuantityOut,
    available: QuantityOut,
    stockStatus: z.enum(stockStatuses),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable(),
  })
  .meta({ id: 'Product' })
export type Product = z.infer<typeof Product>

export const ProductPage = pageOf(Product).meta({ id: 'ProductPage' })

export const ListProducts = z.strictObject({
  q: SearchText.optional().describe(
    'words; each must begin a word of the name, the SKU or the barcode',
  ),
  sku: text(64).optional().describe('exactly this SKU, in any letter case'),
  barcode: text(64).optional().describe('exactly this barcode'),
  supplierId: id('supplier').optional().describe('only products of this supplier'),
  categoryId: id('category').optional().describe('only products of this category itself'),
  status: z.enum(stockStatuses).optional().describe('only products of this stock status'),
  deleted: QueryFlag.optional().describe('the deleted products instead of the others'),
  sort: z.enum(productSorts).default('name').describe(sortHint),
  ...pageQuery,
})
export type ListProducts = z.infer<typeof ListProducts>

const inCurrency = 'in `currency`; null when there was none before, or it was in another currency'

export const PriceChange = z
  .object({
    id: id('priceChange'),
    at: Instant,
    actor: z.object({ id: z.string().nullable(), name: z.string() }),
    currency: z.string(),
    oldPrice: MoneyOut.nullable().describe(inCurrency),
    newPrice: MoneyOut,
    oldCost: MoneyOut.nullable().describe(inCurrency),
    newCost: MoneyOut,
  })
  .meta({ id: 'PriceChange' })
export type PriceChange = z.infer<typeof PriceChange>

export const PriceHistoryPage = pageOf(PriceChange).meta({ id: 'PriceHistoryPage' })
