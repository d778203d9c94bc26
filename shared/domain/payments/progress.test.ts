import { describe, expect, it } from 'vitest'
import { progressOf } from './progress.ts'

describe('progressOf', () => {
  it.each([
    [0, 0, 0, 'unpaid', 1000],
    [0, 0, 300, 'unpaid', 1000],
    [-50, 0, 0, 'unpaid', 1050],
    [300, 300, 0, 'deposit_paid', 700],
    [100, 100, 200, 'partially_paid', 900],
    [300, 0, 0, 'partially_paid', 700],
    [400, 300, 0, 'partially_paid', 600],
    [1000, 300, 0, 'paid', 0],
    [1000, 1000, 0, 'paid', 0],
    [1001, 300, 0, 'overpaid', 0],
  ])(
    'of 1,000 with %d paid, %d by deposits, %d of them open',
    (paid, deposits, openDeposits, status, outstanding) => {
      expect(progressOf(1000, { paid, deposits, openDeposits })).toEqual({
        status,
        paid,
        outstanding,
      })
    },
  )

  it('is unpaid, with nothing outstanding, when there is nothing to pay', () => {
    const progress = progressOf(0, { paid: 0, deposits: 0, openDeposits: 0 })

    expect(progress).toEqual({ status: 'unpaid', paid: 0, outstanding: 0 })
  })
})
