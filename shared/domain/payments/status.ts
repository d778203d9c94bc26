import { AppError } from '../../errors.ts'
import type { PaymentStatus } from './payments.ts'

/**
 * Where a person may move a payment. Steps in between may be left out: cash is never `sent`. Nothing
 * leads out of `paid`, because only refunds reverse it, and they alone make it `refunded`.
 */
const moves: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  planned: ['approved', 'sent', 'paid', 'cancelled'],
  approved: ['planned', 'sent', 'paid', 'cancelled'],
  sent: ['paid', 'failed'],
  failed: ['planned', 'approved', 'sent', 'paid', 'cancelled'],
  paid: [],
  cancelled: [],
  refunded: [],
}

/** Where a person may move a payment that has this status. */
export function movesFrom(status: PaymentStatus): readonly PaymentStatus[] {
  return moves[status]
}

/** Statuses that a payment may be recorded with. */
export const firstStatuses = [
  'planned',
  'approved',
  'sent',
  'paid',
] as const satisfies readonly PaymentStatus[]

/** Statuses that somebody with the right to approve has agreed to. */
const agreed: ReadonlySet<PaymentStatus> = new Set(['approved', 'sent', 'paid'])

/** @throws AppError ILLEGAL_STATE when a payment with status `from` cannot become `to` */
export function requireMove(from: PaymentStatus, to: PaymentStatus): void {
  if (moves[from].includes(to)) return
  throw new AppError('ILLEGAL_STATE', refusal(from, to), { from, to, allowed: moves[from] })
}

/**
 * Whether a move passes the approval, which then is part of it. A payment that failed was approved
 * before, so that sending it again is not.
 */
export function passesApproval(from: PaymentStatus | null, to: PaymentStatus): boolean {
  if (to === 'approved') return true
  return agreed.has(to) && (from === null || from === 'planned')
}

function refusal(from: PaymentStatus, to: PaymentStatus): string {
  if (to === 'refunded') return 'a payment becomes refunded by refunds: record one of type refund'
  if (from === 'paid') return `a paid payment cannot become ${to}: record a refund instead`
  if (from === to) return `the payment is ${from} already`
  return `a payment that is ${from} cannot become ${to}`
}
