import { currencyDigits, MONEY_DECIMALS } from '../money.ts'
import { divideHalfUp } from '../scaled.ts'

/** `part / whole` of an amount, rounded once, half up, to the digits of its currency. */
export function shareOf(amount: number, part: number, whole: number, currency: string): number {
  const step = BigInt(10 ** (MONEY_DECIMALS - currencyDigits(currency)))
  return Number(divideHalfUp(BigInt(amount) * BigInt(part), BigInt(whole) * step) * step)
}
