import { describe, expect, it } from 'vitest'
import { parseMoney } from '../money.ts'
import { formatRate, inCompanyCurrency, parseRate, RATE_ONE } from './exchange.ts'

describe('exchange rates', () => {
  it.each([
    ['1', RATE_ONE, '1'],
    [1.0825, 108_250_000, '1.0825'],
    ['0.00000001', 1, '0.00000001'],
    [0.00000001, 1, '0.00000001'],
    [0.00000073, 73, '0.00000073'],
    [0, 0, '0'],
    ['1.10000000', 110_000_000, '1.1'],
    ['16500.5', 1_650_050_000_000, '16500.5'],
  ])('%s is kept as %s and shown as %s', (input, units, shown) => {
    expect(parseRate(input)).toBe(units)
    expect(formatRate(units)).toBe(shown)
  })

  it.each([0.000000001, 0.000000123, '1e-8', '1.123456789', 'one', '', '1e3', '99999999999'])(
    'refuse %s',
    (input) => {
      expect(() => parseRate(input)).toThrow()
    },
  )

  it.each([
    ['100', '1.0825', 'EUR', '108.25'],
    ['100', '1', 'EUR', '100'],
    ['1000', '0.00605', 'EUR', '6.05'],
    ['0.5', '0.01', 'EUR', '0.01'],
    ['0.4', '0.01', 'EUR', '0'],
    ['100', '163.457', 'JPY', '16346'],
    ['1', '3.2563', 'KWD', '3.256'],
    ['1', '0.00499996', 'EUR', '0'],
    ['1', '1.00499996', 'EUR', '1'],
    ['1', '1.005', 'EUR', '1.01'],
  ])('make %s at %s in %s %s', (amount, rate, currency, value) => {
    expect(inCompanyCurrency(parseMoney(amount), parseRate(rate), currency)).toBe(parseMoney(value))
  })

  it('refuse what is too large to be kept', () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(() => inCompanyCurrency(most, 2 * RATE_ONE, 'EUR')).toThrow('too large')
  })
})
