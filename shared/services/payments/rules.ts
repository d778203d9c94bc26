import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Db, Tx } from '../../db/types.ts'
import { dayIn } from '../../domain/days.ts'
import {
  isCost,
  isIncoming,
  type PaymentStatus,
  type PaymentType,
} from '../../domain/payments/payments.ts'
import { passesApproval } from '../../domain/payments/status.ts'
import type { Issue } from '../../errors.ts'
import type { PaymentRow } from '../../repositories/payments.ts'
import { lockOrder, type PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import { findSettings } from '../../repositories/settings.ts'
import { findSupplier } from '../../repositories/suppliers.ts'
import { amountFault, type CreatePayment } from '../../schemas/payments.ts'

/** The company's business day. */
export async function todayOf(ctx: Ctx, db: Db): Promise<string> {
  const { timeZone } = await findSettings(db)
  return dayIn(timeZone, ctx.now())
}

/**
 * Money goes out only with an approval, which a move beyond `planned` is; what comes in needs none.
 * @throws AppError FORBIDDEN without payments:approve
 */
export function requireApproval(
  ctx: Ctx,
  type: PaymentType,
  from: PaymentStatus | null,
  to: PaymentStatus,
): void {
  if (to === 'approved' || (passesApproval(from, to) && !isIncoming(type))) {
    authorize(ctx.actor, 'payments:approve')
  }
}

/** Who a payment is with, and in which currency. */
type Party = Pick<PaymentRow, 'orderId' | 'supplierId' | 'currency'>

/**
 * What a new payment takes over from the payment it refunds, its order or its supplier.
 *
 * @param original the payment that a refund takes back
 * @returns the party, and everything that the input says otherwise
 */
export async function partyOf(
  tx: Tx,
  input: CreatePayment,
  original: PaymentRow | undefined,
): Promise<{ party: Party; issues: Issue[] }> {
  const issues: Issue[] = []
  const party = original ?? (await orderParty(tx, input, issues))
  if (party) {
    const { orderId, supplierId, currency } = party
    const of = original ? 'the payment that it refunds' : 'the order'
    const agree = (path: string, given: string | null | undefined, own: string | null) => {
      if (given !== undefined && given !== null && given !== own) {
        issues.push(issue(path, `must be that of ${of}: ${own ?? 'none'}`))
      }
    }
    agree('orderId', input.orderId, orderId)
    agree('supplierId', input.supplierId, supplierId)
    agree('currency', input.currency, currency)
  }
  const currency = party?.currency ?? input.currency
  const fault = currency && amountFault(input.amount, currency)
  if (fault) issues.push(issue('amount', fault))
  const { orderId = null, supplierId = null } = party ?? {}
  return { party: { orderId, supplierId, currency: currency ?? '' }, issues }
}

/** A forwarder or the customs bill the costs of an order in their own name and currency. */
async function partyOfOrder(
  tx: Tx,
  order: PurchaseOrderRow,
  { type, supplierId, currency }: CreatePayment,
  issues: Issue[],
): Promise<Party> {
  const own = { orderId: order.id, supplierId: order.supplierId, currency: order.currency }
  if (!isCost(type)) return own
  if (supplierId && !(await findSupplier(tx, supplierId))) {
    issues.push(unknown('supplierId', `there is no supplier ${supplierId}`))
  }
  // Null is nobody: what customs and banks get is owed to no supplier.
  const payee = supplierId === undefined ? own.supplierId : supplierId
  return { ...own, supplierId: payee, currency: currency ?? own.currency }
}

/** What the order says, or the supplier and currency that were given without one. */
async function orderParty(
  tx: Tx,
  input: CreatePayment,
  issues: Issue[],
): Promise<Party | undefined> {
  const { orderId, supplierId, currency } = input
  if (orderId) {
    const order = await lockOrder(tx, orderId)
    if (!order) issues.push(unknown('orderId', `there is no order ${orderId}`))
    return order && partyOfOrder(tx, order, input, issues)
  }
  if (currency === undefined) return undefined
  // Customs, carriers and banks are paid, too, and are nobody's supplier.
  if (supplierId && !(await findSupplier(tx, supplierId))) {
    issues.push(unknown('supplierId', `there is no supplier ${supplierId}`))
  }
  return { orderId: null, supplierId: supplierId ?? null, currency }
}

/** @returns an issue when the day of payment has not come yet */
export function futureIssues(paidOn: string | null | undefined, today: string): Issue[] {
  if (!paidOn || paidOn <= today) return []
  return [issue('paidOn', `must not be in the future: today is ${today}`)]
}

export function issue(path: string, message: string): Issue {
  return { path, message, code: 'custom' }
}

export function unknown(path: string, message: string): Issue {
  return { path, message, code: 'unknown' }
}
