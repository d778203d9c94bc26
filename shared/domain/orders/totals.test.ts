import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAmount, parseMoney } from '../money.ts'
import { parseQuantity } from '../quantity.ts'
import { orderLineTotal, orderTotals } from './totals.ts'

function line(quantity: number, unitCost: string, discount = 0, cancelled = 0) {
  return {
    quantity: parseQuantity(quantity),
    unitCost: parseMoney(unitCost),
    discountPercent: parseQuantity(discount),
    cancelledQuantity: parseQuantity(cancelled),
  }
}

describe('the total of a line', () => {
  it.each([
    ['EUR', 1000, '0.4111', 0, '411.10'],
    ['EUR', 3, '0.335', 0, '1.01'],
    ['EUR', 1, '0.005', 0, '0.01'],
    ['EUR', 1, '0.0049', 0, '0.00'],
    ['EUR', 3, '0.335', 10, '0.90'],
    ['EUR', 100, '19.99', 12.5, '1749.13'],
    ['EUR', 7, '1.15', 33.333, '5.37'],
    ['EUR', 10, '5', 100, '0.00'],
    ['EUR', 0.125, '0.08', 0, '0.01'],
    ['JPY', 3, '0.335', 0, '1'],
    ['JPY', 1000, '0.4111', 0, '411'],
    ['JPY', 5, '100.5', 0, '503'],
    ['KWD', 3, '0.335', 0, '1.005'],
    ['KWD', 1000, '0.4111', 0, '411.100'],
    ['KWD', 1, '0.0005', 0, '0.001'],
  ])('in %s: %s × %s less %s %% is %s', (currency, quantity, cost, discount, total) => {
    expect(formatAmount(orderLineTotal(line(quantity, cost, discount), currency), currency)).toBe(
      total,
    )
  })

  it('counts what is not cancelled', () => {
    expect(orderLineTotal(line(10, '12.5', 0, 4), 'EUR')).toBe(parseMoney('75'))
    expect(orderLineTotal(line(10, '12.5', 0, 10), 'EUR')).toBe(0)
  })

  it('is refused when it is too large to be kept', () => {
    expect(() => orderLineTotal(line(1_000_000, '900719925474'), 'EUR')).toThrow('too large')
  })
})

describe('the totals of an order', () => {
  const none = { tax: 0, shipping: 0, other: 0 }

  it('add the rounded lines, not the exact ones', () => {
    const lines = [line(1, '0.335'), line(1, '0.335'), line(1, '0.335')]
    const each = lines.map((one) => orderLineTotal(one, 'EUR'))
    const { subtotal, total } = orderTotals(each, none, 'EUR')
    expect(formatAmount(subtotal, 'EUR')).toBe('1.02')
    expect(total).toBe(subtotal)
  })

  it('round tax, shipping and other costs each to the currency', () => {
    const surcharges = { tax: parseMoney('1.005'), shipping: parseMoney('2.004'), other: 1 }
    expect(orderTotals([], surcharges, 'EUR')).toEqual({
      subtotal: 0,
      tax: parseMoney('1.01'),
      shipping: parseMoney('2'),
      other: 0,
      total: parseMoney('3.01'),
    })
    expect(orderTotals([], surcharges, 'JPY').total).toBe(parseMoney('3'))
  })

  it('are refused when they are too large to be kept', () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(() => orderTotals([most, most], none, 'EUR')).toThrow('too large')
  })

  it('are what somebody finds who adds up what is shown', () => {
    const anyLine = fc.record({
      quantity: fc.integer({ min: 1, max: 10_000_000 }),
      unitCost: fc.integer({ min: 0, max: 10_000_000 }),
      discountPercent: fc.integer({ min: 0, max: 100_000 }),
      cancelledQuantity: fc.constant(0),
    })
    const currencies = fc.constantFrom('EUR', 'JPY', 'KWD', 'USD')
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), currencies, (lines, currency) => {
        const each = lines.map((one) => orderLineTotal(one, currency))
        const { subtotal } = orderTotals(each, none, currency)
        const shown = each.reduce((sum, one) => sum + parseMoney(formatAmount(one, currency)), 0)
        expect(formatAmount(subtotal, currency)).toBe(formatAmount(shown, currency))
        for (const [index, one] of lines.entries()) {
          const exact =
            (one.quantity * one.unitCost * (100_000 - one.discountPercent)) / 1_000 / 100_000
          expect(Math.abs((each[index] ?? 0) - exact)).toBeLessThanOrEqual(5_001)
        }
      }),
    )
  })
})
