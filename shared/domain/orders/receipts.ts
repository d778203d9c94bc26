import { AppError } from '../../errors.ts'
import { divideHalfUp } from '../scaled.ts'
import { RATE_ONE } from './exchange.ts'
import type { LineProgress } from './receipt-progress.ts'
import { FULL_DISCOUNT } from './totals.ts'

/** What was delivered of a line, in 1/1,000; the rejected quantity is a part of it. */
export interface Delivery {
  quantity: number
  rejectedQuantity: number
}

/** What of a delivery comes into stock. */
export function acceptedQuantity({ quantity, rejectedQuantity }: Delivery): number {
  return quantity - rejectedQuantity
}

/**
 * The most that may be received of a line altogether: what was ordered and not cancelled, and on top
 * the tolerance, a part of that, rounded down.
 *
 * @param tolerance in 1/1,000 percent
 */
export function mostReceivable(
  { quantity, cancelledQuantity }: Pick<LineProgress, 'quantity' | 'cancelledQuantity'>,
  tolerance: number,
): number {
  const wanted = quantity - cancelledQuantity
  const extra = (BigInt(wanted) * BigInt(tolerance)) / 100_000n
  return wanted + Number(extra)
}

/**
 * What a unit costs that is put on the shelf, in 1/10,000 of the company's currency: unit cost ×
 * (1 − discount) × exchange rate, rounded once, half up.
 *
 * @param line the cost in 1/10,000 of the order's currency, the discount in 1/1,000 percent
 * @param exchangeRate company currency per order currency, in 1/100,000,000
 * @throws AppError INVALID when it is too large
 */
export function stockCost(
  { unitCost, discountPercent }: { unitCost: number; discountPercent: number },
  exchangeRate: number,
): number {
  const share = BigInt(FULL_DISCOUNT - discountPercent)
  const exact = BigInt(unitCost) * share * BigInt(exchangeRate)
  const cost = Number(divideHalfUp(exact, BigInt(FULL_DISCOUNT) * BigInt(RATE_ONE)))
  if (!Number.isSafeInteger(cost)) throw new AppError('INVALID', 'the unit cost is too large')
  return cost
}
