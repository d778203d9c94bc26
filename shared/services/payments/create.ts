import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { isIncoming } from '../../domain/payments/payments.ts'
import { InvalidError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import {
  dueColumns,
  findPayment,
  insertPayment,
  type PaymentRow,
} from '../../repositories/payments.ts'
import type { CreatePayment, Payment } from '../../schemas/payments.ts'
import { afterPaid } from './after-paid.ts'
import { refundIssues, setAside } from './refunds.ts'
import { futureIssues, partyOf, requireApproval, todayOf } from './rules.ts'
import { paymentRecord, paymentView } from './view.ts'

/**
 * Records a payment, planned or already made.
 * @throws InvalidError, AppError FORBIDDEN beyond `planned` without payments:approve, ILLEGAL_STATE
 * and ConflictError when a refund finds nothing to take back
 */
export async function createPayment(ctx: Ctx, input: CreatePayment): Promise<Payment> {
  authorize(ctx.actor, 'payments:write')
  const status = input.status ?? (isIncoming(input.type) ? 'paid' : 'planned')
  requireApproval(ctx, input.type, null, status)
  return mutate(ctx, async (tx, audit) => {
    const today = await todayOf(ctx, tx)
    const row = await newPaymentRow(ctx, tx, { ...input, status }, today)
    if (row.refundsId !== null) await setAside(ctx, tx, audit, row.refundsId, row.amount)
    const stored = await insertPayment(tx, row)
    audit.created('payment', paymentRecord(stored))
    if (stored.status === 'paid') await afterPaid(ctx, tx, audit, stored)
    return paymentView(stored, today)
  })
}

/** The payment with everything that the caller left out. */
async function newPaymentRow(
  ctx: Ctx,
  tx: Tx,
  input: CreatePayment & { status: PaymentRow['status'] },
  today: string,
): Promise<PaymentRow> {
  const { refundsId = null, amount, status } = input
  const original = refundsId === null ? undefined : await findPayment(tx, refundsId)
  const { party, issues } = await partyOf(tx, input, original)
  if (refundsId !== null) issues.push(...refundIssues(refundsId, original, amount))
  issues.push(...futureIssues(input.paidOn, today))
  if (issues.length > 0) throw new InvalidError(issues)
  const at = ctx.now().toISOString()
  return {
    id: newId('payment'),
    ...party,
    type: input.type,
    status,
    amount,
    ...dueColumns(input.dueOn ?? null),
    dueTrigger: null,
    dueDays: 0,
    paidOn: status === 'paid' ? (input.paidOn ?? today) : null,
    method: input.method ?? null,
    reference: input.reference ?? null,
    notes: input.notes ?? null,
    refundsId,
    refunded: 0,
    planned: 0,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}
