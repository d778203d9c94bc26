import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { type PaymentStatus, paymentStatuses } from './payments.ts'
import { passesApproval, requireMove } from './status.ts'

/** Every move that exists, and whether it passes the approval. */
const allowed: Readonly<Record<string, boolean>> = {
  'planned → approved': true,
  'planned → sent': true,
  'planned → paid': true,
  'planned → cancelled': false,
  'approved → planned': false,
  'approved → sent': false,
  'approved → paid': false,
  'approved → cancelled': false,
  'sent → paid': false,
  'sent → failed': false,
  'failed → planned': false,
  'failed → approved': true,
  'failed → sent': false,
  'failed → paid': false,
  'failed → cancelled': false,
}

const table = paymentStatuses.flatMap((from) => paymentStatuses.map((to) => ({ from, to })))

describe('the status of a payment', () => {
  it.each(table)('from $from to $to', ({ from, to }) => {
    const move = `${from} → ${to}`

    if (move in allowed) {
      expect(() => requireMove(from, to)).not.toThrow()
      expect(passesApproval(from, to)).toBe(allowed[move])
    } else {
      expect(refusalOf(from, to)).toMatchObject({
        code: 'ILLEGAL_STATE',
        details: { from, to, allowed: expect.not.arrayContaining([to]) },
      })
    }
  })

  it('passes the approval when a payment is recorded beyond planned', () => {
    expect(
      ['planned', 'approved', 'sent', 'paid'].map((to) =>
        passesApproval(null, to as PaymentStatus),
      ),
    ).toEqual([false, true, true, true])
  })

  it('says what to do instead', () => {
    expect(refusalOf('paid', 'planned').message).toContain('record a refund instead')
    expect(refusalOf('paid', 'refunded').message).toContain('record one of type refund')
    expect(refusalOf('sent', 'sent').message).toBe('the payment is sent already')
    expect(refusalOf('sent', 'planned').message).toBe(
      'a payment that is sent cannot become planned',
    )
  })
})

function refusalOf(from: PaymentStatus, to: PaymentStatus): AppError {
  try {
    requireMove(from, to)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error(`${from} → ${to} was not refused`)
}
