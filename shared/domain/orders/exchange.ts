import { AppError } from '../../errors.ts'
import { shareOf } from '../payments/share.ts'
import { formatDecimal, parseDecimal } from '../scaled.ts'

/** Exchange rates are kept as an integer count of 1/100,000,000. */
export const RATE_DECIMALS = 8
export const RATE_ONE = 100_000_000

/** Reads a rate as JSON carries it, `1.0825` or `"1.0825"`, into 1/100,000,000; throws INVALID. */
export function parseRate(input: string | number): number {
  // Numbers this small are written with an exponent, which no decimal has.
  const isTiny = typeof input === 'number' && Math.abs(input) < 1e-6
  return parseDecimal(isTiny ? input.toFixed(20) : input, RATE_DECIMALS)
}

/** A rate as a decimal string: 108250000 → `"1.0825"`. */
export function formatRate(rate: number): string {
  return formatDecimal(rate, RATE_DECIMALS, 0)
}

/**
 * What an amount is in the company's currency: amount × rate, rounded once, half up, to its digits.
 * @throws AppError INVALID when it is too large
 */
export function inCompanyCurrency(amount: number, rate: number, currency: string): number {
  const value = shareOf(amount, rate, RATE_ONE, currency)
  if (!Number.isSafeInteger(value)) throw new AppError('INVALID', 'the amount is too large')
  return value
}
