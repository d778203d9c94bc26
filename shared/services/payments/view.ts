import { formatAmount } from '../../domain/money.ts'
import { isOverdue } from '../../domain/payments/payments.ts'
import type { PaymentRow } from '../../repositories/payments.ts'
import type { Payment } from '../../schemas/payments.ts'

/** What is stored of a payment, as the API and the audit log show it. */
export function paymentRecord(row: PaymentRow): Omit<Payment, 'overdue'> {
  const { dueKey: _dueKey, amount, refunded, planned, ...shown } = row
  return {
    ...shown,
    amount: formatAmount(amount, row.currency),
    refundedAmount: formatAmount(refunded, row.currency),
    planned: planned === 1,
  }
}

/** @param today the company's business day, which decides what is overdue */
export function paymentView(row: PaymentRow, today: string): Payment {
  return { ...paymentRecord(row), overdue: isOverdue(row, today) }
}
