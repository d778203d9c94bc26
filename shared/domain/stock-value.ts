import type { ValuedStock } from './average-cost.ts'
import { currencyDigits, MONEY_DECIMALS } from './money.ts'
import { QUANTITY_SCALE } from './quantity.ts'
import { divideHalfUp } from './scaled.ts'

/**
 * What stock is worth, or a difference of it (negative), in 1/10,000 of the currency: quantity ×
 * average cost, rounded half up to the currency's digits. As a bigint, because no stock is too large
 * to be looked at.
 */
export function stockValue(stock: ValuedStock, currency: string): bigint {
  return roundExact(exactValue(stock), currency)
}

/** Quantity × cost without any rounding, in 1/1,000 of 1/10,000 of the currency. */
export function exactValue({ onHand, averageCost }: ValuedStock): bigint {
  return BigInt(onHand) * BigInt(averageCost)
}

/**
 * An exact product of a quantity and a price, or a sum of such, in 1/10,000 of the currency, rounded
 * half up to the currency's digits.
 */
export function roundExact(exact: bigint, currency: string): bigint {
  const step = roundingStep(currency)
  return divideHalfUp(exact, BigInt(QUANTITY_SCALE) * step) * step
}

/** Ten million of the currency; of such changes a database adds ninety thousand up. */
const LARGEST_CHANGE = 100_000_000_000_000n

/** A change of an exact value as a movement keeps it. */
export function storedChange(change: bigint): {
  valueChange: number
  largeValueChange: string | null
} {
  const isLarge = change > LARGEST_CHANGE || change < -LARGEST_CHANGE
  return isLarge
    ? { valueChange: 0, largeValueChange: String(change) }
    : { valueChange: Number(change), largeValueChange: null }
}

/** The smallest amount of a currency, in 1/10,000 of it. */
export function roundingStep(currency: string): bigint {
  return BigInt(10 ** (MONEY_DECIMALS - currencyDigits(currency)))
}
