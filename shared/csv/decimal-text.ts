/** A number as people write it, and what its spelling says about the decimal mark of its file. */
export type DecimalReading =
  | {
      kind: 'number'
      /** Plain decimal with a point. */
      text: string
      /** The decimal mark that the spelling proves; null for `12`, which fits both. */
      mark: '.' | ',' | null
      /** The currency sign or code beside it. */
      currency: string | null
    }
  | {
      /** `1.234` or `1,234`: either of two numbers. */
      kind: 'ambiguous'
      separator: '.' | ','
      asFraction: string
      asThousands: string
      currency: string | null
    }

/** Longer ones are no numbers, and would keep the patterns below busy. */
const MAX_CHARACTERS = 64
const plain = /^\d+$/
/** What most files hold throughout; three digits after the point could also be thousands. */
const surePoint = /^\d+\.(?:\d{1,2}|\d{4,})$/
const signed = /^([+-]?)\s*(.*)$/s
const money = /^(\p{Sc}|[A-Z]{3})?\s*([+-]?)\s*(.*?)\s*(\p{Sc}|[A-Z]{3})?$/su
const oneMark = /^(\d*)([.,])(\d+)$/
const spacedGroups = /^\d{1,3}(?:[\s'’]\d{3})+(?![\s'’\d])/
const pointGroups = /^[1-9]\d{0,2}(?:\.\d{3})+(?:(,)(\d+))?$/
const commaGroups = /^[1-9]\d{0,2}(?:,\d{3})+(?:(\.)(\d+))?$/
const maybeThousands = /^[1-9]\d{0,2}[.,]\d{3}$/

/**
 * Reads `12`, `12.5`, `12,5`, `1.234,50`, `1,234.50`, `1 234,5`, `1'234.50`, each also with a sign
 * and with a currency (`£12.50`, `12,50 €`, `EUR 12`). Undefined when it is no number.
 */
export function readDecimal(raw: string): DecimalReading | undefined {
  if (plain.test(raw)) return { kind: 'number', text: raw, mark: null, currency: null }
  if (surePoint.test(raw)) return { kind: 'number', text: raw, mark: '.', currency: null }
  if (raw.length > MAX_CHARACTERS) return undefined
  const [, outerSign = '', rest = ''] = signed.exec(raw) ?? []
  const [, before, innerSign = '', written = '', after] = money.exec(rest) ?? []
  if ((outerSign && innerSign) || (before && after)) return undefined
  const sign = (outerSign || innerSign) === '-' ? '-' : ''
  const currency = before ?? after ?? null
  const digits = spacedGroups.test(written) ? written.replaceAll(/[\s'’]/g, '') : written

  if (maybeThousands.test(digits)) {
    return {
      kind: 'ambiguous',
      separator: digits.includes('.') ? '.' : ',',
      asFraction: sign + digits.replace(',', '.'),
      asThousands: sign + digits.replace(/[.,]/, ''),
      currency,
    }
  }
  const number = withoutGroups(digits)
  return number && { kind: 'number', text: sign + number.text, mark: number.mark, currency }
}

function withoutGroups(digits: string): { text: string; mark: '.' | ',' | null } | undefined {
  if (plain.test(digits)) return { text: digits, mark: null }
  const one = oneMark.exec(digits)
  if (one) {
    return { text: `${one[1] || '0'}.${one[3] ?? ''}`, mark: one[2] === ',' ? ',' : '.' }
  }
  if (pointGroups.test(digits)) {
    return { text: digits.replaceAll('.', '').replace(',', '.'), mark: ',' }
  }
  if (commaGroups.test(digits)) return { text: digits.replaceAll(',', ''), mark: '.' }
  return undefined
}
