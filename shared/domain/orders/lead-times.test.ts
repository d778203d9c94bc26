import { describe, expect, it } from 'vitest'
import { leadTime, punctuality, spreadOf } from './lead-times.ts'

describe('the lead time of an order', () => {
  it('is counted in days, over months and leap days', () => {
    const order = {
      orderedOn: '2028-02-27',
      firstReceiptOn: '2028-03-01',
      lastReceiptOn: '2028-04-01',
      dueOn: '2028-03-31',
    }
    expect(leadTime(order)).toEqual({ daysToFirst: 3, daysToLast: 34, daysLate: 1 })
    expect(leadTime({ ...order, dueOn: '2028-04-02' })).toMatchObject({ daysLate: -1 })
    expect(leadTime({ ...order, dueOn: null })).toMatchObject({ daysLate: null })
  })
})

describe('the spread', () => {
  it.each([
    [[], null],
    [[7], { median: 7, percentile90: 7 }],
    [[9, 2], { median: 5.5, percentile90: 9 }],
    [[10, 2, 9], { median: 9, percentile90: 10 }],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { median: 5.5, percentile90: 9 }],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { median: 6, percentile90: 10 }],
  ])('of %j is %j', (values, spread) => {
    expect(spreadOf(values)).toEqual(spread)
  })
})

describe('punctuality', () => {
  const times = (...late: (number | null)[]) =>
    late.map((daysLate) => ({ daysToFirst: 1, daysToLast: 1, daysLate }))

  it('looks at orders with a due day only, and the day itself is on time', () => {
    expect(punctuality(times(0, -3, 1, null))).toEqual({ dated: 3, onTime: 2, share: 667 })
    expect(punctuality(times(null))).toEqual({ dated: 0, onTime: 0, share: null })
  })
})
