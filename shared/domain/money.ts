import { AppError } from '../errors.ts'
import { divideHalfUp, formatDecimal, parseDecimal } from './scaled.ts'

/** Money is kept as an integer count of 1/10,000 of the currency unit (design: values). */
export const MONEY_DECIMALS = 4
export const MONEY_SCALE = 10_000
const QUANTITY_SCALE = 1_000n

/** Reads a price as JSON carries it, `"12.5"` or `12.5`, into 1/10,000; throws INVALID. */
export function parseMoney(input: string | number): number {
  return parseDecimal(input, MONEY_DECIMALS)
}

/** A unit price or unit cost as a decimal string without needless zeros: 125000 → `"12.5"`. */
export function formatPrice(money: number): string {
  return formatDecimal(money, MONEY_DECIMALS, 0)
}

/** An amount or total with all digits of its currency: 12500000 in EUR → `"1250.00"`. */
export function formatAmount(money: number | bigint, currency: string): string {
  return formatDecimal(money, MONEY_DECIMALS, currencyDigits(currency))
}

/** Rounds to the digits the currency has (2 for EUR, 0 for JPY, 3 for KWD), half up. */
export function roundToCurrency(money: number, currency: string): number {
  const step = BigInt(10 ** (MONEY_DECIMALS - currencyDigits(currency)))
  return toSafe(divideHalfUp(BigInt(money), step) * step)
}

/**
 * The rounded total of a line: unit price (1/10,000) × quantity (1/1,000), rounded once, half up,
 * to the digits of the currency.
 */
export function lineTotal(unitPrice: number, quantity: number, currency: string): number {
  const step = BigInt(10 ** (MONEY_DECIMALS - currencyDigits(currency)))
  const exact = BigInt(unitPrice) * BigInt(quantity)
  return toSafe(divideHalfUp(exact, QUANTITY_SCALE * step) * step)
}

const digitsOf = new Map<string, number>()

/** How many decimal digits a currency (ISO 4217 code) has, as the Unicode CLDR lists them; at most 4. */
export function currencyDigits(currency: string): number {
  let digits = digitsOf.get(currency)
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    digits = Math.min(format.resolvedOptions().maximumFractionDigits ?? 2, MONEY_DECIMALS)
    digitsOf.set(currency, digits)
  }
  return digits
}

let known: ReadonlySet<string> | undefined

/** Whether the code is a currency that the runtime's Unicode data knows. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'))
  return known.has(code)
}

function toSafe(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new AppError('INVALID', 'the amount is too large')
  return number
}
