import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { formatAmount } from '../../domain/money.ts'
import { AppError, ConflictError, type Issue } from '../../errors.ts'
import {
  findPayment,
  type PaymentRow,
  reserveRefund,
  sumPaidRefunds,
  updatePaymentRow,
} from '../../repositories/payments.ts'
import { requireUpdated } from '../edit.ts'
import { issue, unknown } from './rules.ts'
import { paymentRecord } from './view.ts'

/** What is wrong with a refund that takes back this payment, whatever else was refunded of it. */
export function refundIssues(
  refundsId: string,
  original: PaymentRow | undefined,
  amount: number,
): Issue[] {
  if (!original) return [unknown('refundsId', `there is no payment ${refundsId}`)]
  if (original.type === 'refund') return [issue('refundsId', 'is a refund itself')]
  if (amount <= original.amount) return []
  const most = formatAmount(original.amount, original.currency)
  return [issue('amount', `is more than the payment that it refunds, which was ${most}`)]
}

/**
 * Sets a part of a paid payment aside for a refund, or gives it back when `amount` is negative.
 * @throws AppError ILLEGAL_STATE when the payment is not paid, ConflictError when less is left of it
 */
export async function setAside(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  refundsId: string,
  amount: number,
): Promise<void> {
  const after = await reserveRefund(tx, refundsId, amount, ctx.now().toISOString())
  if (after) {
    const before = { ...after, refunded: after.refunded - amount }
    audit.updated('payment', paymentRecord(before), paymentRecord(after))
    return
  }
  const original = await findPayment(tx, refundsId)
  if (original?.status !== 'paid') {
    const paymentStatus = original?.status ?? 'gone'
    throw new AppError(
      'ILLEGAL_STATE',
      `only a paid payment can be refunded: it is ${paymentStatus}`,
      {
        refundsId,
        paymentStatus,
      },
    )
  }
  const left = formatAmount(original.amount - original.refunded, original.currency)
  throw new ConflictError(`no more than ${left} ${original.currency} can still be refunded`, {
    refundsId,
    refundable: left,
    currency: original.currency,
  })
}

/**
 * Makes a payment `refunded` once its paid refunds have reached its amount. It is held first, so
 * that of two refunds that are paid at once the second sees the first.
 */
export async function settleRefunded(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  refundsId: string,
): Promise<void> {
  const original = await reserveRefund(tx, refundsId, 0, ctx.now().toISOString())
  if (!original) return
  if ((await sumPaidRefunds(tx, refundsId)) < original.amount) return
  const set = { status: 'refunded', updatedAt: ctx.now().toISOString() } as const
  requireUpdated(await updatePaymentRow(tx, original, set))
  audit.changed('STATUS', 'payment', original.id, { status: 'paid' }, { status: 'refunded' })
}
