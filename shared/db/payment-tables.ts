import type { PaymentStatus, PaymentTrigger, PaymentType } from '../domain/payments/payments.ts'
import type { DateText, InstantText, MoneyUnits } from './types.ts'

export interface PaymentTable {
  id: string
  orderId: string | null
  supplierId: string | null
  type: PaymentType
  status: PaymentStatus
  /** Positive always; `refund` and `credit` count against what was paid. */
  amount: MoneyUnits
  currency: string
  /** Null while the day depends on something that has not happened yet. */
  dueOn: DateText | null
  /** `dueOn`, or a text that sorts after every day while there is none. */
  dueKey: string
  /** What the day waits for, and how many days after it. */
  dueTrigger: PaymentTrigger | null
  dueDays: number
  paidOn: DateText | null
  method: string | null
  reference: string | null
  notes: string | null
  /** The payment that this refund takes back. */
  refundsId: string | null
  /** What refunds have taken back or are going to, at most the amount. */
  refunded: MoneyUnits
  /** Made from the terms of the order, not by a person. */
  planned: 0 | 1
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface PaymentTables {
  payment: PaymentTable
}
