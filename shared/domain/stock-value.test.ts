import { describe, expect, it } from 'vitest'
import { formatAmount } from './money.ts'
import { stockValue } from './stock-value.ts'

describe('stockValue', () => {
  it.each([
    ['1,000 × 0.4111', 1_000_000, 4_111, 'EUR', '411.10'],
    ['3 × 0.335, a half', 3_000, 3_350, 'EUR', '1.01'],
    ['−3 × 0.335, a half', -3_000, 3_350, 'EUR', '-1.01'],
    ['0.001 × 4.99, less than a cent', 1, 49_900, 'EUR', '0.00'],
    ['7 × 1.5 yen', 7_000, 15_000, 'JPY', '11'],
    ['1 × 0.0005 dinar', 1_000, 5, 'KWD', '0.001'],
    ['nothing', 0, 49_900, 'EUR', '0.00'],
    [
      'more than any number holds',
      9_007_199_254_740_991,
      9_007_199_254_740_991,
      'EUR',
      '8112963841460666368139049.57',
    ],
  ])('of %s', (_, onHand, averageCost, currency, value) => {
    expect(formatAmount(stockValue({ onHand, averageCost }, currency), currency)).toBe(value)
  })
})
