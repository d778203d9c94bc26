import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openQuantity } from './receipt-progress.ts'
import { acceptedQuantity, mostReceivable, stockCost } from './receipts.ts'

describe('what is open of a line', () => {
  it.each([
    { quantity: 10_000, receivedQuantity: 0, cancelledQuantity: 0, open: 10_000 },
    { quantity: 10_000, receivedQuantity: 4_000, cancelledQuantity: 0, open: 6_000 },
    { quantity: 10_000, receivedQuantity: 4_000, cancelledQuantity: 6_000, open: 0 },
    { quantity: 10_000, receivedQuantity: 11_000, cancelledQuantity: 0, open: 0 },
  ])('of $quantity, $receivedQuantity received, $cancelledQuantity cancelled: $open', (line) => {
    expect(openQuantity(line)).toBe(line.open)
  })
})

it('takes what was rejected out of a delivery', () => {
  expect(acceptedQuantity({ quantity: 10_000, rejectedQuantity: 2_500 })).toBe(7_500)
})

describe('the most that may be received', () => {
  it.each([
    { quantity: 10_000, cancelledQuantity: 0, tolerance: 0, most: 10_000 },
    { quantity: 10_000, cancelledQuantity: 3_000, tolerance: 0, most: 7_000 },
    { quantity: 10_000, cancelledQuantity: 0, tolerance: 10_000, most: 11_000 },
    { quantity: 10_000, cancelledQuantity: 3_000, tolerance: 10_000, most: 7_700 },
    { quantity: 333, cancelledQuantity: 0, tolerance: 10_000, most: 366 },
    { quantity: 9e14, cancelledQuantity: 0, tolerance: 100_000, most: 18e14 },
  ])('of $quantity less $cancelledQuantity with $tolerance is $most', (line) => {
    expect(mostReceivable(line, line.tolerance)).toBe(line.most)
  })
})

describe('the cost of goods on the shelf', () => {
  const cost = (unitCost: number, discountPercent: number, rate: number) =>
    stockCost({ unitCost, discountPercent }, rate)

  it.each([
    ['the unit cost', 4_111, 0, 100_000_000, 4_111],
    ['less the discount', 100_000, 12_500, 100_000_000, 87_500],
    ['times the rate', 100_000, 0, 92_506_700, 92_507],
    ['both, rounded once', 33_333, 33_333, 108_250_000, 24_055],
    ['half up at a half', 1, 50_000, 100_000_000, 1],
    ['nothing with a full discount', 99_999, 100_000, 100_000_000, 0],
    ['exact beyond 2^53', 90_000_000_000, 0, 100_000_000, 90_000_000_000],
  ])('is %s', (_, unitCost, discount, rate, expected) => {
    expect(cost(unitCost, discount, rate)).toBe(expected)
  })

  it('is within half a unit of the exact value', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 200_000_000 }),
        (unitCost, discount, rate) => {
          const exact = unitCost * (1 - discount / 100_000) * (rate / 100_000_000)
          expect(Math.abs(cost(unitCost, discount, rate) - exact)).toBeLessThanOrEqual(0.5001)
        },
      ),
    )
  })

  it('refuses what cannot be kept', () => {
    expect(() => cost(9e14, 0, 9e15)).toThrow('the unit cost is too large')
  })
})
