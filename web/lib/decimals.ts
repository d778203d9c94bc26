/** The decimal sign of a language: `.`, or `,`, or `٫`. */
export function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.'
}

/**
 * What a person typed, as the API takes it: `1.234,5` in German is `1234.5`. Empty for what is no
 * number yet. A lone sign of the other kind is taken for the decimal one, because people paste.
 */
export function canonicalDecimal(typed: string, locale: string): string {
  const sign = decimalSign(locale)
  const plain = westernDigits(typed)
    .replaceAll('٫', sign)
    .replaceAll('٬', '')
    .replaceAll(/[\s\u00a0\u202f'’]/g, '')
  const other = sign === '.' ? ',' : '.'
  const isLone =
    !plain.includes(sign) && plain.split(other).length === 2 && !/[.,]\d{3}$/.test(plain)
  const normal = isLone ? plain.replace(other, '.') : plain.replaceAll(other, '').replace(sign, '.')
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(normal) ? normal.replace(/^(-?)\./, '$10.') : ''
}

/** As a person of this language would type it: no grouping, their decimal sign. */
export function typedDecimal(canonical: string, locale: string): string {
  return canonical.replace('.', decimalSign(locale))
}

function westernDigits(text: string): string {
  return text.replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
}
