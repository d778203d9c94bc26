import { AppError } from '../errors.ts'

/**
 * Reads a decimal number into an integer count of 1/scale.
 *
 * @param input what JSON carries: a decimal string (`"12.5"`) or a number
 * @param decimals how many decimal places the scale holds (scale = 10^decimals)
 * @throws AppError INVALID when it is no plain decimal, has too many places or is too large
 */
export function parseDecimal(input: string | number, decimals: number): number {
  const text = typeof input === 'number' ? String(input) : input.trim()
  const match = /^([+-]?)(\d{1,15})(?:\.(\d+))?$/.exec(text)
  if (!match) throw new AppError('INVALID', 'must be a decimal number such as 12.5')
  const [, sign, whole = '', fraction = ''] = match
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > decimals) {
    throw new AppError('INVALID', `must have at most ${decimals} decimal places`)
  }
  const scaled = Number(whole + significant.padEnd(decimals, '0'))
  if (!Number.isSafeInteger(scaled)) {
    throw new AppError('INVALID', 'is too large')
  }
  return sign === '-' && scaled !== 0 ? -scaled : scaled
}

/** Writes an integer count of 1/10^decimals as a decimal string with at least `places` places. */
export function formatDecimal(scaled: number | bigint, decimals: number, places: number): string {
  const digits = String(scaled < 0 ? -scaled : scaled).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  let fraction = digits.slice(digits.length - decimals)
  while (fraction.length > places && fraction.endsWith('0')) fraction = fraction.slice(0, -1)
  return `${scaled < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Integer division that rounds halves away from zero ("half up" of commerce), exact at any size. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n
  const absolute = negative ? -numerator : numerator
  const rounded = (2n * absolute + denominator) / (2n * denominator)
  return negative ? -rounded : rounded
}
