import type { PurchaseOrderTable } from '../../db/order-tables.ts'
import type { Db, Tx } from '../../db/types.ts'
import { formatAmount } from '../../domain/money.ts'
import { mustBePaidBefore } from '../../domain/payments/plan.ts'
import { type PaymentProgress, progressOf } from '../../domain/payments/progress.ts'
import { AppError } from '../../errors.ts'
import { findOpenCosts, findPaidSums } from '../../repositories/payment-sums.ts'

export {
  cancelPlan,
  correctTrigger,
  type EventDays,
  noteTrigger,
  planPayments,
  takeBackEvents,
} from './plan.ts'

type OrderTotal = Pick<PurchaseOrderTable, 'id' | 'total' | 'currency'>
type OrderOnTerms = OrderTotal & Pick<PurchaseOrderTable, 'terms'>

/** How far an order is paid; money in 1/10,000 of its currency. */
export interface Progress {
  status: PaymentProgress
  /** Paid for the goods or credited, less refunds. */
  paid: number
  outstanding: number
}

const nothing = { paid: 0, deposits: 0, openDeposits: 0 }

/** How far the order is paid, out of its payments for the goods. */
export async function paymentProgress(db: Db, order: OrderTotal): Promise<Progress> {
  const sums = await findPaidSums(db, [order.id])
  return progressOf(order.total, sums.get(order.id) ?? nothing)
}

/** The same for a page of orders, by the id of the order. */
export async function paymentProgressOf(
  db: Db,
  orders: readonly OrderTotal[],
): Promise<Map<string, Progress>> {
  const sums = await findPaidSums(
    db,
    orders.map(({ id }) => id),
  )
  return new Map(orders.map(({ id, total }) => [id, progressOf(total, sums.get(id) ?? nothing)]))
}

/**
 * The gate before production.
 * @throws AppError ILLEGAL_STATE while a deposit that the terms ask for is not paid
 */
export async function requireDepositPaid(tx: Tx, order: OrderOnTerms): Promise<void> {
  await requirePaid(tx, order, 'production', {
    gate: 'deposit_paid',
    what: 'the deposit must be paid before production begins',
  })
}

/**
 * The gate before shipment.
 * @throws AppError ILLEGAL_STATE while something that the terms ask for before shipment is not paid
 */
export async function requireBalancePaid(tx: Tx, order: OrderOnTerms): Promise<void> {
  await requirePaid(tx, order, 'shipment', {
    gate: 'balance_paid',
    what: 'the terms ask for the balance before shipment',
  })
}

/**
 * The gate before completion.
 * @throws AppError ILLEGAL_STATE while a part of the total or a recorded cost of the order is unpaid
 */
export async function requireNothingUnpaid(tx: Tx, order: OrderTotal): Promise<void> {
  const { paid, outstanding } = await paymentProgress(tx, order)
  const costs = await findOpenCosts(tx, order.id)
  if (outstanding === 0 && costs.length === 0) return
  const { currency } = order
  const reasons = [
    ...(outstanding > 0 ? [`${formatAmount(outstanding, currency)} ${currency} of the total`] : []),
    ...costs.map(
      (cost) => `${cost.type} ${formatAmount(cost.amount, cost.currency)} ${cost.currency}`,
    ),
  ]
  throw new AppError('ILLEGAL_STATE', `not everything is paid: ${reasons.join(', ')}`, {
    gate: 'nothing_unpaid',
    currency,
    paid: formatAmount(paid, currency),
    outstanding: formatAmount(outstanding, currency),
    openPayments: costs.map(({ id }) => id),
  })
}

async function requirePaid(
  tx: Tx,
  order: OrderOnTerms,
  step: 'production' | 'shipment',
  { gate, what }: { gate: string; what: string },
): Promise<void> {
  const required = mustBePaidBefore(step, order)
  if (required === 0) return
  const { paid } = await paymentProgress(tx, order)
  if (paid >= required) return
  const amount = (money: number) => formatAmount(money, order.currency)
  throw new AppError(
    'ILLEGAL_STATE',
    `${what}: ${amount(required)} ${order.currency} are asked for, ${amount(paid)} are paid`,
    {
      gate,
      terms: order.terms,
      currency: order.currency,
      required: amount(required),
      paid: amount(paid),
    },
  )
}
