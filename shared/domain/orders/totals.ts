import { AppError } from '../../errors.ts'
import { currencyDigits, MONEY_DECIMALS, roundToCurrency } from '../money.ts'
import { QUANTITY_SCALE } from '../quantity.ts'
import { divideHalfUp } from '../scaled.ts'

/** 100 % in the unit in which discounts are kept, 1/1,000 percent. */
export const FULL_DISCOUNT = 100_000

export interface PricedLine {
  /** Ordered, in 1/1,000 of the product's unit. */
  quantity: number
  /** Of that, what will not come any more. */
  cancelledQuantity: number
  /** In 1/10,000 of the order's currency. */
  unitCost: number
  /** In 1/1,000 percent. */
  discountPercent: number
}

export interface Surcharges {
  tax: number
  shipping: number
  other: number
}

export interface OrderTotals extends Surcharges {
  subtotal: number
  total: number
}

/**
 * quantity × unit cost × (1 − discount) of what is not cancelled, exact until it is rounded once,
 * half up, to the digits of the currency.
 * @throws AppError INVALID when it is too large
 */
export function orderLineTotal(line: PricedLine, currency: string): number {
  const step = BigInt(10 ** (MONEY_DECIMALS - currencyDigits(currency)))
  const quantity = BigInt(line.quantity - line.cancelledQuantity)
  const share = BigInt(FULL_DISCOUNT - line.discountPercent)
  const scale = BigInt(QUANTITY_SCALE) * BigInt(FULL_DISCOUNT) * step
  return safe(divideHalfUp(quantity * BigInt(line.unitCost) * share, scale) * step)
}

/**
 * The sums of an order: the subtotal is the sum of the rounded lines, the total that of all parts.
 * @throws AppError INVALID when it is too large
 */
export function orderTotals(
  lineTotals: readonly number[],
  surcharges: Surcharges,
  currency: string,
): OrderTotals {
  const tax = roundToCurrency(surcharges.tax, currency)
  const shipping = roundToCurrency(surcharges.shipping, currency)
  const other = roundToCurrency(surcharges.other, currency)
  const subtotal = safe(lineTotals.reduce((sum, line) => sum + BigInt(line), 0n))
  const total = safe([subtotal, tax, shipping, other].reduce((sum, part) => sum + BigInt(part), 0n))
  return { subtotal, tax, shipping, other, total }
}

function safe(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new AppError('INVALID', 'the amount is too large')
  return number
}
