import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { isCost, type PaymentStatus } from '../../domain/payments/payments.ts'
import { AppError, InvalidError, type Issue, NotFoundError } from '../../errors.ts'
import {
  dueColumns,
  findPayment,
  type PaymentRow,
  updatePaymentRow,
} from '../../repositories/payments.ts'
import { findOrder } from '../../repositories/purchase-orders.ts'
import { amountFault, type Payment, type UpdatePayment } from '../../schemas/payments.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { setAside } from './refunds.ts'
import { issue, todayOf } from './rules.ts'
import { paymentRecord, paymentView } from './view.ts'

/** What an approval is about. */
const agreedFields = ['type', 'amount', 'currency'] as const
const closed: ReadonlySet<PaymentStatus> = new Set(['paid', 'refunded', 'cancelled'])

/**
 * Changes a payment that is not closed yet; what was approved of it only after the approval was
 * taken back.
 * @throws NotFoundError, StaleVersionError, InvalidError, AppError ILLEGAL_STATE
 */
export async function updatePayment(ctx: Ctx, id: string, input: UpdatePayment): Promise<Payment> {
  authorize(ctx.actor, 'payments:write')
  return mutate(ctx, async (tx, audit) => {
    const before = await findPayment(tx, id)
    if (!before) throw new NotFoundError('payment', id)
    requireVersion('payment', input.version, before.version)
    const today = await todayOf(ctx, tx)
    const changes = changesOf(before, input)
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return paymentView(before, today)
    }
    requireOpen(before, changes)
    const issues = await issuesOf(tx, before, changes)
    if (issues.length > 0) throw new InvalidError(issues)
    if (before.refundsId !== null && changes.amount !== undefined) {
      await setAside(ctx, tx, audit, before.refundsId, changes.amount - before.amount)
    }
    const after = requireUpdated(
      await updatePaymentRow(tx, before, { ...changes, updatedAt: ctx.now().toISOString() }),
    )
    audit.updated('payment', paymentRecord(before), paymentRecord(after))
    return paymentView(after, today)
  })
}

/** A planned payment whose amount or day a person sets is no longer the plan's to change. */
function changesOf(before: PaymentRow, input: UpdatePayment): Partial<PaymentRow> {
  const { version: _version, dueOn, ...fields } = input
  const due = dueOn === undefined ? {} : dueColumns(dueOn)
  const changes = differing(before, { ...fields, ...due })
  const { method: _method, reference: _reference, notes: _notes, ...decided } = changes
  if (Object.keys(decided).length > 0) changes.planned = 0
  if (changes.dueKey !== undefined) Object.assign(changes, { dueTrigger: null, dueDays: 0 })
  return differing(before, changes)
}

function requireOpen({ status }: PaymentRow, changes: Partial<PaymentRow>): void {
  if (closed.has(status)) {
    const instead = status === 'paid' ? ': record a refund instead' : ''
    throw new AppError('ILLEGAL_STATE', `a ${status} payment cannot be changed${instead}`, {
      paymentStatus: status,
    })
  }
  const agreed = agreedFields.filter((name) => changes[name] !== undefined)
  if (status !== 'planned' && agreed.length > 0) {
    throw new AppError(
      'ILLEGAL_STATE',
      `${agreed.join(', ')} of a payment that is ${status} cannot be changed: move it back to planned first`,
      { paymentStatus: status, fields: agreed },
    )
  }
}

async function issuesOf(
  tx: Tx,
  before: PaymentRow,
  changes: Partial<PaymentRow>,
): Promise<Issue[]> {
  const issues: Issue[] = []
  const after = { ...before, ...changes }
  if (changes.type !== undefined && (after.type === 'refund' || before.type === 'refund')) {
    issues.push(issue('type', 'of a refund is fixed: record another payment'))
  }
  if (changes.type !== undefined || changes.currency !== undefined) {
    issues.push(...(await partyIssues(tx, before, after)))
  }
  const fault = amountFault(after.amount, after.currency)
  if (fault) issues.push(issue('amount', fault))
  return issues
}

/** What the payment would say otherwise than the order, or the payment, that it belongs to. */
async function partyIssues(tx: Tx, before: PaymentRow, after: PaymentRow): Promise<Issue[]> {
  if (before.refundsId !== null) {
    const stays = after.currency === before.currency
    return stays ? [] : [issue('currency', `must stay ${before.currency}`)]
  }
  if (after.orderId === null || isCost(after.type)) return []
  const order = await findOrder(tx, after.orderId)
  if (!order) return []
  const issues: Issue[] = []
  if (after.supplierId !== order.supplierId) {
    issues.push(issue('type', 'must stay a cost beside the order: it goes to another supplier'))
  }
  if (after.currency !== order.currency) {
    issues.push(issue('currency', `must be that of the order: ${order.currency}`))
  }
  return issues
}
