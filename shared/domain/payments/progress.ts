/** How far an order is paid. */
export const paymentProgresses = [
  'unpaid',
  'deposit_paid',
  'partially_paid',
  'paid',
  'overpaid',
] as const
export type PaymentProgress = (typeof paymentProgresses)[number]

/** Sums over the payments of an order, in 1/10,000 of its currency. */
export interface PaidSums {
  /** What was paid for the goods or credited, less refunds. */
  paid: number
  /** The part of it that deposits are. */
  deposits: number
  /** Deposits still to be paid. */
  openDeposits: number
}

/** How far an order with this total is paid; a deposit counts as paid when no more of it is open. */
export function progressOf(total: number, { paid, deposits, openDeposits }: PaidSums) {
  const status = (): PaymentProgress => {
    if (paid <= 0) return 'unpaid'
    if (paid > total) return 'overpaid'
    if (paid === total) return 'paid'
    return paid === deposits && openDeposits === 0 ? 'deposit_paid' : 'partially_paid'
  }
  return { status: status(), paid, outstanding: Math.max(0, total - paid) }
}
