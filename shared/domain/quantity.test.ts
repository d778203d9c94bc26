import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWhole, parseQuantity, quantityToNumber } from './quantity.ts'
import { formatDecimal } from './scaled.ts'

describe('a quantity', () => {
  it.each([
    [2.5, 2_500],
    ['2.5', 2_500],
    [0.001, 1],
    ['-3', -3_000],
    [0, 0],
    ['9007199254740.991', Number.MAX_SAFE_INTEGER],
  ])('of %j is kept as %i thousandths', (input, kept) => {
    expect(parseQuantity(input)).toBe(kept)
  })

  it.each([0.0005, '1.2345', '9007199254740.992', 'a dozen', ''])('is not %j', (input) => {
    expect(() => parseQuantity(input)).toThrow()
  })

  it('is given back as the number it was, as far as numbers can tell', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (kept) => {
        expect(parseQuantity(quantityToNumber(kept)) + 0).toBe(kept + 0)
      }),
    )
    expect(quantityToNumber(2_500)).toBe(2.5)
    expect(quantityToNumber(-1)).toBe(-0.001)
  })

  it.each([
    [1_000, true],
    [0, true],
    [-2_000, true],
    [1_500, false],
    [1, false],
    [-1, false],
  ])('of %i thousandths is whole: %s', (quantity, whole) => {
    expect(isWhole(quantity)).toBe(whole)
  })

  it('is the number that its decimals stand for, however large it is', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (quantity) => {
        expect(quantityToNumber(quantity)).toBe(Number(formatDecimal(quantity, 3, 0)))
      }),
    )
  })
})
