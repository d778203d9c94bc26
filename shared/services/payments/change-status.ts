import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { requireMove } from '../../domain/payments/status.ts'
import { InvalidError, NotFoundError } from '../../errors.ts'
import { findPayment, updatePaymentRow } from '../../repositories/payments.ts'
import type { ChangePaymentStatus, Payment } from '../../schemas/payments.ts'
import { requireUpdated, requireVersion } from '../edit.ts'
import { afterPaid, beforePaid } from './after-paid.ts'
import { setAside } from './refunds.ts'
import { futureIssues, requireApproval, todayOf } from './rules.ts'
import { paymentView } from './view.ts'

/**
 * Moves a payment to another status, over those in between.
 * @throws NotFoundError, StaleVersionError, InvalidError, AppError ILLEGAL_STATE for a move that does
 * not exist, FORBIDDEN when it passes the approval and the caller may not approve
 */
export async function changePaymentStatus(
  ctx: Ctx,
  id: string,
  input: ChangePaymentStatus,
): Promise<Payment> {
  authorize(ctx.actor, 'payments:write')
  return mutate(ctx, async (tx, audit) => {
    const before = await findPayment(tx, id)
    if (!before) throw new NotFoundError('payment', id)
    requireVersion('payment', input.version, before.version)
    const { status } = input
    requireMove(before.status, status)
    requireApproval(ctx, before.type, before.status, status)
    const today = await todayOf(ctx, tx)
    const issues = futureIssues(input.paidOn, today)
    if (issues.length > 0) throw new InvalidError(issues)

    if (status === 'paid') await beforePaid(tx, before)
    const set = { status, paidOn: status === 'paid' ? (input.paidOn ?? today) : null }
    const after = requireUpdated(
      await updatePaymentRow(tx, before, { ...set, updatedAt: ctx.now().toISOString() }),
    )
    const old = { status: before.status, paidOn: before.paidOn }
    audit.changed('STATUS', 'payment', id, old, set)
    if (after.refundsId !== null && status === 'cancelled') {
      await setAside(ctx, tx, audit, after.refundsId, -after.amount)
    }
    if (status === 'paid') await afterPaid(ctx, tx, audit, after)
    return paymentView(after, today)
  })
}
