import type { Product } from '../detail/use-product.ts'

/** A product as the form holds it: everything as text, the empty one for what is not set. */
export interface ProductDraft {
  sku: string
  name: string
  barcode: string
  description: string
  categoryId: string
  unit: string
  wholeUnits: boolean
  price: string
  cost: string
  currency: string
  reorderPoint: string
  reorderQuantity: string
  maxStock: string
  packSize: string
  minimumOrder: string
  supplierId: string
  supplierName: string
  leadTimeDays: string
  /** Of the product that was read; 0 for a new one. */
  version: number
}

export function emptyDraft(currency: string): ProductDraft {
  return {
    sku: '',
    name: '',
    barcode: '',
    description: '',
    categoryId: '',
    unit: 'pcs',
    wholeUnits: true,
    price: '',
    cost: '',
    currency,
    reorderPoint: '',
    reorderQuantity: '',
    maxStock: '',
    packSize: '',
    minimumOrder: '',
    supplierId: '',
    supplierName: '',
    leadTimeDays: '',
    version: 0,
  }
}

export function draftOf(product: Product): ProductDraft {
  const text = (value: number | null) => (value === null ? '' : String(value))
  return {
    sku: product.sku,
    name: product.name,
    barcode: product.barcode ?? '',
    description: product.description ?? '',
    categoryId: product.categoryId ?? '',
    unit: product.unit,
    wholeUnits: product.wholeUnits,
    price: product.price,
    cost: product.cost,
    currency: product.currency,
    reorderPoint: text(product.reorderPoint),
    reorderQuantity: text(product.reorderQuantity),
    maxStock: text(product.maxStock),
    packSize: text(product.packSize),
    minimumOrder: text(product.minimumOrder),
    supplierId: product.supplierId ?? '',
    supplierName: '',
    leadTimeDays: text(product.leadTimeDays),
    version: product.version,
  }
}

/** A copy to begin with: what two products can never share is left empty. */
export function draftLike(product: Product): ProductDraft {
  return { ...draftOf(product), sku: '', barcode: '', version: 0 }
}

/** What is sent: all fields, since an emptied one must be emptied there too. */
export function inputOf(draft: ProductDraft) {
  return {
    sku: draft.sku,
    name: draft.name,
    barcode: draft.barcode || null,
    description: draft.description || null,
    categoryId: draft.categoryId || null,
    unit: draft.unit,
    wholeUnits: draft.wholeUnits,
    price: draft.price || '0',
    cost: draft.cost || '0',
    currency: draft.currency,
    reorderPoint: draft.reorderPoint || '0',
    reorderQuantity: draft.reorderQuantity || '0',
    maxStock: draft.maxStock || null,
    packSize: draft.packSize || null,
    minimumOrder: draft.minimumOrder || null,
    supplierId: draft.supplierId || null,
    leadTimeDays: draft.leadTimeDays === '' ? null : Number(draft.leadTimeDays),
  }
}

/** The fields that the form shows, by the names that the API gives them. */
export const fieldNames = [
  'sku',
  'name',
  'barcode',
  'description',
  'categoryId',
  'unit',
  'wholeUnits',
  'price',
  'cost',
  'currency',
  'reorderPoint',
  'reorderQuantity',
  'maxStock',
  'packSize',
  'minimumOrder',
  'supplierId',
  'leadTimeDays',
] as const
export type FieldName = (typeof fieldNames)[number]
