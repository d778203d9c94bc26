import type { Tx } from '../../db/types.ts'
import { isWhole } from '../../domain/quantity.ts'
import { orderLineTotal } from '../../domain/orders/totals.ts'
import { AppError, InvalidError, type Issue } from '../../errors.ts'
import { newId } from '../../ids.ts'
import {
  findOrderableProducts,
  type OrderableProduct,
} from '../../repositories/purchase-order-products.ts'
import type { PurchaseOrderLineRow } from '../../repositories/purchase-orders.ts'

/** A line as a caller gives it; quantities and money scaled. */
export interface LineInput {
  productId: string
  quantity: number
  /** Default: the cost of the product, if it is in the order's currency. */
  unitCost?: number | undefined
  discountPercent?: number | undefined
  /** Why it was suggested. */
  reason?: string | null | undefined
}

/**
 * The rows of new lines, placed after `lastPosition`.
 * @param pathOf where in the request the line at an index stands
 * @param found what is wrong with the rest of the order
 * @throws InvalidError with every issue of every line, and those found before
 */
export async function newLines(
  tx: Tx,
  order: { id: string; currency: string },
  inputs: readonly LineInput[],
  {
    lastPosition = 0,
    pathOf = (index: number) => `lines.${index}`,
    found = [],
  }: { lastPosition?: number; pathOf?: (index: number) => string; found?: readonly Issue[] } = {},
): Promise<PurchaseOrderLineRow[]> {
  const products = await productsOf(tx, inputs)
  const issues = [...found]
  const rows = inputs.map((input, index) => {
    const path = pathOf(index)
    const product = products.get(input.productId)
    issues.push(...productIssues(product, input, path))
    const { unitCost = defaultCost(product, order.currency) } = input
    if (unitCost === undefined) issues.push(costIssue(path, product, order.currency))
    const row = {
      id: newId('orderLine'),
      orderId: order.id,
      position: lastPosition + index + 1,
      productId: input.productId,
      sku: product?.sku ?? '',
      name: product?.name ?? '',
      quantity: input.quantity,
      unitCost: unitCost ?? 0,
      discountPercent: input.discountPercent ?? 0,
      receivedQuantity: 0,
      rejectedQuantity: 0,
      cancelledQuantity: 0,
      reason: input.reason ?? null,
    }
    return { ...row, lineTotal: totalOrIssue(row, order.currency, path, issues) }
  })
  if (issues.length > 0) throw new InvalidError(issues)
  return rows
}

export async function productsOf(
  tx: Tx,
  inputs: readonly { productId: string }[],
): Promise<ReadonlyMap<string, OrderableProduct>> {
  if (inputs.length === 0) return new Map()
  return findOrderableProducts(
    tx,
    inputs.map((input) => input.productId),
  )
}

/** What is wrong with ordering so much of a product. */
export function productIssues(
  product: OrderableProduct | undefined,
  { productId, quantity }: { productId: string; quantity: number },
  path: string,
): Issue[] {
  if (product?.deletedAt !== null) {
    const message = `there is no product ${productId}`
    return [{ path: `${path}.productId`, message, code: 'unknown' }]
  }
  if (product.wholeUnits !== 1 || isWhole(quantity)) return []
  const message = 'must be whole, because the product has wholeUnits'
  return [{ path: `${path}.quantity`, message, code: 'whole_units' }]
}

/** The total of a line, 0 and an issue when it is too large. */
export function totalOrIssue(
  line: Parameters<typeof orderLineTotal>[0],
  currency: string,
  path: string,
  issues: Issue[],
): number {
  try {
    return orderLineTotal(line, currency)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    issues.push({ path, message: error.message, code: 'too_large' })
    return 0
  }
}

/** What a unit costs when nobody says; undefined in another currency. */
export function defaultCost(
  product: OrderableProduct | undefined,
  currency: string,
): number | undefined {
  // An unknown product has an issue of its own.
  if (!product) return 0
  return product.currency === currency ? product.cost : undefined
}

export function costIssue(
  path: string,
  product: OrderableProduct | undefined,
  currency: string,
): Issue {
  const message = `is required: the product's cost is in ${product?.currency ?? ''}, the order in ${currency}`
  return { path: `${path}.unitCost`, message, code: 'required' }
}
