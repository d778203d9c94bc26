import { describe, expect, it } from 'vitest'
import { codeForms, gtin14, hasRightCheckDigit, looksLikeGtin } from './codes.ts'

describe('the number on goods', () => {
  it.each([
    ['EAN-13', '4006381333931'],
    ['EAN-8', '73513537'],
    ['UPC-A', '036000291452'],
    ['GTIN-14', '10012345678902'],
    ['a check digit of 0', '4012345000030'],
  ])('fits its check digit: %s', (_, code) => {
    expect(hasRightCheckDigit(code)).toBe(true)
  })

  it.each([
    ['a digit that was misread', '4006381333932'],
    ['two digits that changed places', '4003681333931'],
    ['a part of one', '1333931'],
    ['letters', 'MUG-01'],
    ['nothing', ''],
  ])('does not fit: %s', (_, code) => {
    expect(hasRightCheckDigit(code)).toBe(false)
  })

  it('is the same number in UPC-A and in the EAN-13 that cameras read', () => {
    expect(gtin14('036000291452')).toBe('00036000291452')
    expect(gtin14('0036000291452')).toBe('00036000291452')
    expect(gtin14('MUG-01')).toBeUndefined()
  })

  it('has the form of one even when its check digit is wrong', () => {
    expect(looksLikeGtin('4006381333932')).toBe(true)
    expect(looksLikeGtin('MUG-01')).toBe(false)
  })
})

describe('the forms in which a code may be stored', () => {
  it('are those with and without zeros in front, itself first', () => {
    expect(codeForms('0036000291452')).toEqual(['0036000291452', '00036000291452', '036000291452'])
    expect(codeForms('4006381333931')).toEqual(['4006381333931', '04006381333931'])
  })

  it('are only itself for other codes, without blanks around', () => {
    expect(codeForms(' MUG-01 ')).toEqual(['MUG-01'])
    expect(codeForms(' ')).toEqual([])
  })
})
