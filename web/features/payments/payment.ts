import { formatAmount, parseMoney } from '#shared/domain/money.ts'
import { isIncoming, isOpen } from '#shared/domain/payments/payments.ts'
import type { api, Taken } from '#web/lib/api/client.ts'

export type Payment = Taken<(typeof api.payments)['$get']>['items'][number]

/** An amount in one currency, as the API writes amounts. */
export interface Sum {
  currency: string
  amount: string
}

/** What of a payment is still to be paid out. */
export function dueOf(payment: Payment): number {
  return isOpen(payment.status) && !isIncoming(payment.type) ? parseMoney(payment.amount) : 0
}

/** What was paid out with it; less than nothing for money that came back. */
export function paidOf({ type, status, amount }: Payment): number {
  if (status !== 'paid' && status !== 'refunded') return 0
  if (type === 'credit') return 0
  return type === 'refund' ? -parseMoney(amount) : parseMoney(amount)
}

/** Exact sums by currency; what is nothing is left out. */
export function sumsOf(payments: readonly Payment[], of: (payment: Payment) => number): Sum[] {
  const sums = new Map<string, number>()
  for (const payment of payments) {
    const before = sums.get(payment.currency) ?? 0
    sums.set(payment.currency, before + of(payment))
  }
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .map(([currency, amount]) => ({ currency, amount: formatAmount(amount, currency) }))
}

/** What can still be refunded of a paid payment, as the API writes amounts. */
export function refundable({ amount, refundedAmount, currency }: Payment): string {
  return formatAmount(parseMoney(amount) - parseMoney(refundedAmount), currency)
}
