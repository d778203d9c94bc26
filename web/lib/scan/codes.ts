/** Lengths of the numbers on goods: EAN-8, UPC-A, EAN-13 and the GTIN that holds them all. */
const lengths: readonly number[] = [8, 12, 13, 14]
const GTIN_LENGTH = 14

/** Whether a code has the form of a number on goods, whatever its check digit. */
export function looksLikeGtin(code: string): boolean {
  return /^\d+$/.test(code) && lengths.includes(code.length)
}

/** Whether the last digit of a number on goods fits the others. */
export function hasRightCheckDigit(code: string): boolean {
  if (!looksLikeGtin(code)) return false
  const digits = Array.from(code, Number)
  const check = digits.pop()
  const sum = digits.reverse().reduce((sum, digit, index) => sum + digit * (index % 2 ? 1 : 3), 0)
  return (10 - (sum % 10)) % 10 === check
}

/**
 * A number on goods in its 14 digits, the form in which two of them are the same: cameras read
 * UPC-A as EAN-13 with a 0 in front. Undefined for other codes.
 */
export function gtin14(code: string): string | undefined {
  return hasRightCheckDigit(code) ? code.padStart(GTIN_LENGTH, '0') : undefined
}

/** How a code may be written where it is stored, the code itself first. */
export function codeForms(code: string): string[] {
  const plain = code.trim()
  if (plain === '') return []
  const gtin = gtin14(plain)
  if (gtin === undefined) return [plain]
  const shorter = lengths
    .map((length) => gtin.slice(GTIN_LENGTH - length))
    .filter((form) => gtin.endsWith(form) && Number(form) === Number(gtin))
  return [...new Set([plain, ...shorter.reverse()])]
}
