import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { PurchaseOrderTable } from '../../db/order-tables.ts'
import type { Tx } from '../../db/types.ts'
import {
  isForGoods,
  isIncoming,
  isOpen,
  type PaymentTrigger,
} from '../../domain/payments/payments.ts'
import {
  dueAfter,
  hasHappened,
  type PlannedInstalment,
  type Recorded,
  remainingPlan,
  splitTotal,
} from '../../domain/payments/plan.ts'
import { parseTerms } from '../../domain/payments/terms.ts'
import { newId } from '../../ids.ts'
import {
  deletePaymentRow,
  dueColumns,
  findPaymentsOfOrder,
  findWaitingPayments,
  insertPayment,
  type PaymentRow,
  updatePaymentRow,
} from '../../repositories/payments.ts'
import { requireUpdated } from '../edit.ts'
import { paymentRecord } from './view.ts'

type PlannedOrder = Pick<
  PurchaseOrderTable,
  'id' | 'supplierId' | 'stage' | 'currency' | 'total' | 'terms'
>

/** The company's day, and the days of what happened to an order, as far as they are known. */
export interface EventDays extends Partial<Record<PaymentTrigger, string>> {
  today: string
}

/**
 * Makes the planned payments of a confirmed order from its terms, or makes an earlier plan agree
 * with what the order is now: payments that were approved, paid, edited or entered by a person stay
 * and count, only untouched planned ones change. Run again, it changes nothing.
 *
 * @param days what payments are due from that wait for nothing any more; today unless it is known
 */
export async function planPayments(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  order: PlannedOrder,
  days: EventDays,
): Promise<void> {
  const payments = await findPaymentsOfOrder(tx, order.id)
  const untouched = payments.filter(isUntouched)
  const { note } = parseTerms(order.terms)
  for (const instalment of instalmentsBeside(order, payments)) {
    const row = takeFor(untouched, instalment)
    if (row) await changeAmount(ctx, tx, audit, row, instalment.amount)
    else await insertInstalment(ctx, tx, audit, order, { ...instalment, note }, days)
  }
  for (const row of untouched) await removePlanned(tx, audit, row)
}

/**
 * Takes off the plan of an order what was paid beside it, so that nothing is asked for twice: a
 * deposit that somebody recorded stands for the one that was planned. Nothing is added or raised.
 */
export async function takeOffPlan(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  order: PlannedOrder,
): Promise<void> {
  const payments = await findPaymentsOfOrder(tx, order.id)
  const untouched = payments.filter(isUntouched)
  const paid = payments.filter(({ status }) => status === 'paid')
  for (const instalment of instalmentsBeside(order, paid)) {
    const row = takeFor(untouched, instalment)
    if (row) await changeAmount(ctx, tx, audit, row, Math.min(row.amount, instalment.amount))
  }
  for (const row of untouched) await removePlanned(tx, audit, row)
}

/** Sets the due dates of the order's open payments that waited for what happened on this day. */
export async function noteTrigger(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  order: Pick<PurchaseOrderTable, 'id'>,
  trigger: PaymentTrigger,
  day: string,
): Promise<void> {
  for (const before of await findWaitingPayments(tx, order.id, trigger)) {
    await setDueDay(ctx, tx, audit, before, dueAfter(day, before.dueDays))
  }
}

/** Moves the due days that came from an event whose day was put right. */
export async function correctTrigger(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  order: Pick<PurchaseOrderTable, 'id'>,
  trigger: PaymentTrigger,
  day: string,
): Promise<void> {
  for (const row of await findPaymentsOfOrder(tx, order.id)) {
    const cameFromIt = row.dueTrigger === trigger && row.dueOn !== null
    if (!cameFromIt || !isOpen(row.status)) continue
    await setDueDay(ctx, tx, audit, row, dueAfter(day, row.dueDays))
  }
}

/**
 * Makes the payments of an order that is back in an earlier stage forget what did not happen after
 * all: before its confirmation it has no plan, and days that came from an event wait for it again.
 */
export async function takeBackEvents(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  { id, stage }: Pick<PurchaseOrderTable, 'id' | 'stage'>,
): Promise<void> {
  const isConfirmed = hasHappened('confirmation', stage)
  for (const row of await findPaymentsOfOrder(tx, id)) {
    if (!isConfirmed && isUntouched(row)) {
      await removePlanned(tx, audit, row)
    } else if (isOpen(row.status) && row.dueTrigger && !hasHappened(row.dueTrigger, stage)) {
      await setDueDay(ctx, tx, audit, row, null)
    }
  }
}

/**
 * Cancels what is merely planned for the goods of an order, because the order was cancelled. Costs
 * beside it, such as a fee for the cancellation, stay.
 */
export async function cancelPlan(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  order: Pick<PurchaseOrderTable, 'id'>,
): Promise<void> {
  const payments = await findPaymentsOfOrder(tx, order.id)
  const set = { status: 'cancelled', updatedAt: ctx.now().toISOString() } as const
  for (const row of payments) {
    if (row.status !== 'planned' || !isForGoods(row.type) || isIncoming(row.type)) continue
    requireUpdated(await updatePaymentRow(tx, row, set))
    audit.changed('STATUS', 'payment', row.id, { status: row.status }, { status: set.status })
  }
}

/** Made from the terms, and nobody has edited, approved or paid it since. */
function isUntouched(row: PaymentRow): boolean {
  return row.planned === 1 && row.status === 'planned'
}

/** The instalments of an order that these payments leave to be planned. */
function instalmentsBeside(
  { total, currency, terms }: PlannedOrder,
  payments: readonly PaymentRow[],
): PlannedInstalment[] {
  const plan = splitTotal(total, currency, parseTerms(terms))
  return remainingPlan(plan, recordedBeside(payments))
}

/** Takes the payment that was made for an instalment out of the list; undefined when there is none. */
function takeFor(
  rows: PaymentRow[],
  { type, trigger, days }: PlannedInstalment,
): PaymentRow | undefined {
  const index = rows.findIndex(
    (row) => row.type === type && row.dueTrigger === trigger && row.dueDays === days,
  )
  return index < 0 ? undefined : rows.splice(index, 1)[0]
}

/** The payments for the goods that stand beside the untouched plan, less what was refunded of them. */
function recordedBeside(payments: readonly PaymentRow[]): Recorded[] {
  return payments
    .filter((row) => isForGoods(row.type) && !isUntouched(row))
    .filter(({ status }) => isOpen(status) || status === 'paid')
    .map(({ type, amount, refunded }) => ({ type, amount: amount - refunded }))
}

async function insertInstalment(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  order: PlannedOrder,
  { type, amount, trigger, days, note }: PlannedInstalment & { note: string | null },
  happened: EventDays,
): Promise<void> {
  const at = ctx.now().toISOString()
  const isKnown = hasHappened(trigger, 'confirmed') || hasHappened(trigger, order.stage)
  const row = await insertPayment(tx, {
    id: newId('payment'),
    orderId: order.id,
    supplierId: order.supplierId,
    type,
    status: 'planned',
    amount,
    currency: order.currency,
    ...dueColumns(isKnown ? dueAfter(happened[trigger] ?? happened.today, days) : null),
    dueTrigger: trigger,
    dueDays: days,
    notes: note,
    refunded: 0,
    planned: 1,
    version: 1,
    createdAt: at,
    updatedAt: at,
  })
  audit.created('payment', paymentRecord(row))
}

async function setDueDay(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  before: PaymentRow,
  dueOn: string | null,
): Promise<void> {
  if (before.dueOn === dueOn) return
  const set = { ...dueColumns(dueOn), updatedAt: ctx.now().toISOString() }
  const after = requireUpdated(await updatePaymentRow(tx, before, set))
  audit.updated('payment', paymentRecord(before), paymentRecord(after))
}

async function changeAmount(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  before: PaymentRow,
  amount: number,
): Promise<void> {
  if (before.amount === amount) return
  const set = { amount, updatedAt: ctx.now().toISOString() }
  const after = requireUpdated(await updatePaymentRow(tx, before, set))
  audit.updated('payment', paymentRecord(before), paymentRecord(after))
}

async function removePlanned(tx: Tx, audit: AuditTrail, row: PaymentRow): Promise<void> {
  requireUpdated(await deletePaymentRow(tx, row))
  audit.deleted('payment', paymentRecord(row))
}
