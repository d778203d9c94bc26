import { describe, expect, it } from 'vitest'
import { canonicalDecimal, typedDecimal } from './decimals.ts'

describe('canonicalDecimal', () => {
  it.each([
    ['en', '12.5', '12.5'],
    ['en', '1,234.5', '1234.5'],
    ['en', '12,5', '12.5'],
    ['en', '1,234', '1234'],
    ['de', '12,5', '12.5'],
    ['de', '1.234,5', '1234.5'],
    ['de', '12.5', '12.5'],
    ['de', '1.234', '1234'],
    ['de', '1 234,50', '1234.50'],
    ['ar-u-nu-latn', '12.5', '12.5'],
    ['ar', '١٢٫٥', '12.5'],
    ['en', '-3', '-3'],
    ['en', '.5', '0.5'],
    ['en', '5.', '5.'],
    ['en', '', ''],
    ['en', 'many', ''],
    ['en', '1.2.3', ''],
  ])('reads in %s %s as %s', (locale, typed, canonical) => {
    expect(canonicalDecimal(typed, locale)).toBe(canonical)
  })
})

describe('typedDecimal', () => {
  it('uses the decimal sign of the language', () => {
    expect(typedDecimal('1234.5', 'de')).toBe('1234,5')
    expect(typedDecimal('1234.5', 'en')).toBe('1234.5')
  })
})
