import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { divideHalfUp, formatDecimal, parseDecimal } from './scaled.ts'

const scaled = fc.maxSafeInteger()
const decimals = fc.integer({ min: 1, max: 6 })

describe('parseDecimal', () => {
  it.each([
    ['12.5', 125_000],
    ['12.50000000', 125_000],
    ['0', 0],
    ['-0', 0],
    ['+7', 70_000],
    ['-0.0001', -1],
    ['  3  ', 30_000],
    ['007', 70_000],
    ['900719925474.0991', Number.MAX_SAFE_INTEGER],
    ['-900719925474.0991', Number.MIN_SAFE_INTEGER],
    [12.5, 125_000],
    [0.1, 1_000],
    [-0, 0],
    [1e3, 10_000_000],
  ])('reads %j as %i ten-thousandths', (input, expected) => {
    expect(Object.is(parseDecimal(input, 4), expected)).toBe(true)
  })

  it.each([
    ['', 'must be a decimal number'],
    ['.5', 'must be a decimal number'],
    ['5.', 'must be a decimal number'],
    ['1e3', 'must be a decimal number'],
    ['1,5', 'must be a decimal number'],
    ['1 000', 'must be a decimal number'],
    ['0x10', 'must be a decimal number'],
    ['--1', 'must be a decimal number'],
    ['١٢', 'must be a decimal number'],
    ['1\n2', 'must be a decimal number'],
    ['9'.repeat(16), 'must be a decimal number'],
    [Number.NaN, 'must be a decimal number'],
    [Number.POSITIVE_INFINITY, 'must be a decimal number'],
    [1e21, 'must be a decimal number'],
    [1e-7, 'must be a decimal number'],
    ['1.00001', 'at most 4 decimal places'],
    [0.1 + 0.2, 'at most 4 decimal places'],
    ['900719925474.0992', 'too large'],
    ['-900719925474.0992', 'too large'],
    ['999999999999999', 'too large'],
  ])('refuses %j: %s', (input, message) => {
    expect(() => parseDecimal(input, 4)).toThrow(AppError)
    expect(() => parseDecimal(input, 4)).toThrow(message)
  })

  it('gives back whatever was formatted, for every number that is kept', () => {
    fc.assert(
      fc.property(scaled, decimals, fc.integer({ min: 0, max: 6 }), (value, places, shown) => {
        const text = formatDecimal(value, places, Math.min(shown, places))
        expect(Object.is(parseDecimal(text, places), value === 0 ? 0 : value)).toBe(true)
      }),
    )
  })

  it('reads a number as its own decimal text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (thousandths) => {
        expect(parseDecimal(thousandths / 1_000, 3) + 0).toBe(thousandths + 0)
      }),
    )
  })

  it('takes any text for a number, or refuses it with a sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[-+.e\d]{1,20}$/)),
        (input) => {
          try {
            expect(Number.isSafeInteger(parseDecimal(input, 4))).toBe(true)
          } catch (error) {
            expect(error).toBeInstanceOf(AppError)
          }
        },
      ),
    )
  })
})

describe('formatDecimal', () => {
  it.each([
    [125_000, 0, '12.5'],
    [125_000, 2, '12.50'],
    [120_000, 0, '12'],
    [1, 0, '0.0001'],
    [-1, 0, '-0.0001'],
    [0, 2, '0.00'],
    [-5_000, 0, '-0.5'],
    [Number.MAX_SAFE_INTEGER, 0, '900719925474.0991'],
    [Number.MIN_SAFE_INTEGER, 0, '-900719925474.0991'],
  ])('writes %i with at least %i places as %s', (value, places, expected) => {
    expect(formatDecimal(value, 4, places)).toBe(expected)
  })
})

describe('divideHalfUp', () => {
  it.each([
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [-5n, 10n, -1n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [-25n, 10n, -3n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [0n, 7n, 0n],
    [10n ** 40n + 5n, 10n, 10n ** 39n + 1n],
  ])('divides %s by %s into %s', (numerator, denominator, expected) => {
    expect(divideHalfUp(numerator, denominator)).toBe(expected)
  })

  it('is the nearest whole number, and away from zero between two', () => {
    const parts = [fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 12n })] as const
    fc.assert(
      fc.property(...parts, (numerator, denominator) => {
        const rest = 2n * (numerator - divideHalfUp(numerator, denominator) * denominator)
        const [sign, off] = numerator < 0n ? [-1n, -rest] : [1n, rest]
        expect(off >= -denominator && off < denominator).toBe(true)
        expect(divideHalfUp(-numerator, denominator)).toBe(-divideHalfUp(numerator, denominator))
        expect(sign * divideHalfUp(numerator, denominator) >= 0n).toBe(true)
      }),
    )
  })
})
