import { describe, expect, it } from 'vitest'
import { addUp, marginShare, type SalesDay, salesPeriods, startOf } from './periods.ts'

function day(date: string, revenue: string, cost: string, currency = 'EUR'): SalesDay {
  return { day: date, quantity: 1.5, revenue: [{ currency, amount: revenue }], costOfGoods: cost }
}

describe('periods of a sales report', () => {
  it('begin a week on Monday, and a month on its first', () => {
    expect(startOf('week', '2026-11-22')).toBe('2026-11-16')
    expect(startOf('week', '2026-11-23')).toBe('2026-11-23')
    expect(startOf('month', '2026-11-22')).toBe('2026-11-01')
    expect(startOf('day', '2026-11-22')).toBe('2026-11-22')
  })

  it('put days together, over the end of a year too', () => {
    const days = ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-04'].map((date) =>
      day(date, '10.00', '4.00'),
    )
    const weeks = salesPeriods(days, 'week', 'EUR', 'EUR')
    expect(weeks.map(({ from, to, revenue }) => [from, to, revenue])).toEqual([
      ['2026-12-30', '2027-01-01', '30.00'],
      ['2027-01-04', '2027-01-04', '10.00'],
    ])
  })

  it('add up exactly', () => {
    const days = Array.from({ length: 10 }, () => day('2026-11-21', '0.10', '0.03'))
    expect(addUp(days, 'EUR', 'EUR')).toMatchObject({
      quantity: 15,
      revenue: '1.00',
      cost: '0.30',
      margin: '0.70',
    })
  })

  it('know no margin where something was sold in another currency', () => {
    const days = [day('2026-11-20', '10.00', '4.00'), day('2026-11-21', '9.00', '4.00', 'USD')]
    expect(addUp(days, 'EUR', 'EUR')).toMatchObject({ revenue: '10.00', margin: null })
    expect(addUp(days, 'USD', 'EUR')).toMatchObject({ revenue: '9.00', margin: null })
  })

  it('have no share of a revenue that is none', () => {
    expect(marginShare(addUp([], 'EUR', 'EUR'))).toBeNull()
    expect(marginShare(addUp([day('2026-11-21', '-5.00', '-2.00')], 'EUR', 'EUR'))).toBeNull()
    expect(marginShare(addUp([day('2026-11-21', '8.00', '6.00')], 'EUR', 'EUR'))).toBe(0.25)
  })
})
