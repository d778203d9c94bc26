import type { ValuedStock } from './average-cost.ts'
import { currencyDigits, MONEY_DECIMALS } from './money.ts'
import { QUANTITY_SCALE } from './quantity.ts'
import { divideHalfUp } from './scaled.ts'

/**
 * What stock is worth, or a difference of it (negative), in 1/10,000 of the currency: quantity ×
 * average cost, rounded half up to the currency's digits. As a bigint, because no stock is too large
 * to be looked at.
 */
export function stockValue({ onHand, averageCost }: ValuedStock, currency: string): bigint {
  const step = roundingStep(currency)
  const exact = BigInt(onHand) * BigInt(averageCost)
  return divideHalfUp(exact, BigInt(QUANTITY_SCALE) * step) * step
}

/** The smallest amount of a currency, in 1/10,000 of it. */
export function roundingStep(currency: string): bigint {
  return BigInt(10 ** (MONEY_DECIMALS - currencyDigits(currency)))
}
