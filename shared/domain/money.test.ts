import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currencyDigits,
  formatAmount,
  formatPrice,
  isCurrency,
  lineTotal,
  parseMoney,
  roundToCurrency,
} from './money.ts'

const price = (text: string) => parseMoney(text)
const pieces = (count: number) => Math.round(count * 1_000)
const currencies = fc.constantFrom('EUR', 'JPY', 'KWD', 'USD', 'CLF')

describe('money', () => {
  it('is given back as it was taken, without needless zeros', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (money) => {
        const text = formatPrice(money)
        expect(parseMoney(text) + 0).toBe(money + 0)
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,3}[1-9])?$/)
      }),
    )
  })

  it.each([
    ['12.5', 'EUR', '12.50'],
    ['12.5', 'JPY', '12.5'],
    ['12', 'JPY', '12'],
    ['12.5', 'KWD', '12.500'],
    ['-0.01', 'USD', '-0.01'],
    ['1250', 'EUR', '1250.00'],
    ['0', 'EUR', '0.00'],
  ])('%s %s is the amount %s', (text, currency, expected) => {
    expect(formatAmount(price(text), currency)).toBe(expected)
  })

  it.each([
    ['12.345', 'EUR', '12.35'],
    ['12.3449', 'EUR', '12.34'],
    ['-12.345', 'EUR', '-12.35'],
    ['-12.3449', 'EUR', '-12.34'],
    ['12.5', 'JPY', '13'],
    ['12.4999', 'JPY', '12'],
    ['-0.5', 'JPY', '-1'],
    ['-0.4', 'JPY', '0'],
    ['1.2345', 'KWD', '1.235'],
    ['0.0049', 'EUR', '0'],
    ['900719925474.09', 'EUR', '900719925474.09'],
  ])('%s %s is rounded half up to %s', (text, currency, expected) => {
    expect(formatPrice(roundToCurrency(price(text), currency))).toBe(expected)
  })

  it('refuses what is too large once it is rounded', () => {
    expect(() => roundToCurrency(Number.MAX_SAFE_INTEGER, 'EUR')).toThrow('too large')
    expect(() => roundToCurrency(Number.MIN_SAFE_INTEGER, 'EUR')).toThrow('too large')
  })

  it('rounds to the nearest amount of the currency, and an amount to itself', () => {
    const most = 9_000_000_000_000_000
    const money = fc.integer({ min: -most, max: most })
    fc.assert(
      fc.property(money, currencies, (value, currency) => {
        const step = 10 ** (4 - currencyDigits(currency))
        const rounded = roundToCurrency(value, currency)
        expect(Math.abs(rounded % step)).toBe(0)
        expect(Math.abs(rounded - value) * 2).toBeLessThanOrEqual(step)
        expect(roundToCurrency(rounded, currency)).toBe(rounded)
      }),
    )
  })
})

describe('lineTotal', () => {
  it.each([
    ['12.5', 3, 'EUR', '37.5'],
    ['0.005', 1, 'EUR', '0.01'],
    ['0.0049', 1, 'EUR', '0'],
    ['0.3333', 3, 'EUR', '1'],
    ['1.005', 1, 'EUR', '1.01'],
    ['2.675', 1, 'EUR', '2.68'],
    ['19.99', 0.333, 'EUR', '6.66'],
    ['100', 0.005, 'JPY', '1'],
    ['-12.345', 1, 'EUR', '-12.35'],
    ['0', 1_000, 'EUR', '0'],
  ])('%s × %d in %s is %s', (unitPrice, quantity, currency, expected) => {
    expect(formatPrice(lineTotal(price(unitPrice), pieces(quantity), currency))).toBe(expected)
  })

  it('is exact where floating point is not, and refuses what cannot be kept', () => {
    expect(lineTotal(price('900719925474.09'), pieces(1), 'EUR')).toBe(9_007_199_254_740_900)
    expect(() => lineTotal(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'EUR')).toThrow(
      'too large',
    )
  })

  it('of one unit is the price rounded, and of n whole units of an amount n times it', () => {
    const amount = fc.integer({ min: 0, max: 1e12 })
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 1_000 }), currencies, (value, n, currency) => {
        expect(lineTotal(value, pieces(1), currency)).toBe(roundToCurrency(value, currency))
        const rounded = roundToCurrency(value, currency)
        expect(lineTotal(rounded, pieces(n), currency)).toBe(rounded * n)
      }),
    )
  })
})

describe('a currency', () => {
  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
  ])('%s has %i digits', (currency, digits) => {
    expect(currencyDigits(currency)).toBe(digits)
  })

  it('is one that Unicode knows, in capitals', () => {
    expect(['EUR', 'USD', 'JPY', 'CHF', 'XAF'].every(isCurrency)).toBe(true)
    expect(['eur', 'EU', 'EURO', 'XYZ', '', '€', 'E\u0000R'].some(isCurrency)).toBe(false)
  })
})
