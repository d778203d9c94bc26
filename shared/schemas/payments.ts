import * as z from 'zod'
import { paymentSorts } from '../domain/list-sorts.ts'
import { formatAmount, roundToCurrency } from '../domain/money.ts'
import {
  openStatuses,
  paymentStatuses,
  paymentTriggers,
  paymentTypes,
} from '../domain/payments/payments.ts'
import { firstStatuses } from '../domain/payments/status.ts'
import {
  besideOthers,
  Currency,
  Day,
  DayOrNull,
  id,
  Instant,
  Money,
  MoneyOut,
  optionalText,
  pageOf,
  pageQuery,
  QueryFlag,
  sortHint,
  versioned,
} from './values.ts'

const Amount = Money.refine((value) => value > 0, 'must be more than zero')

/** Why the amount cannot be paid in the currency; undefined when it can. */
export function amountFault(amount: number, currency: string): string | undefined {
  if (roundToCurrency(amount, currency) === amount) return undefined
  return `has more digits than ${currency} has: ${formatAmount(roundToCurrency(amount, currency), currency)} would do`
}

const paymentFields = {
  type: z.enum(paymentTypes),
  amount: Amount.describe('more than zero, with no more digits than the currency has'),
  dueOn: DayOrNull.optional().describe('when it should be paid'),
  method: optionalText(60).optional().describe('e.g. `bank transfer`, `cash`'),
  reference: optionalText(200)
    .optional()
    .describe('e.g. the number of the invoice or of the transfer'),
  notes: optionalText(5000).optional(),
}

export const CreatePayment = z
  .strictObject({
    ...paymentFields,
    orderId: id('order').nullable().optional(),
    supplierId: id('supplier')
      .nullable()
      .optional()
      .describe('default: the supplier of the order; none for what is paid to others'),
    currency: Currency.optional().describe(
      'default: the currency of the order, or of the payment that is refunded; only freight, duty and fees of an order may be in another, and go to another supplier',
    ),
    status: z
      .enum(firstStatuses)
      .optional()
      .describe(
        'default `planned`, or `paid` for a refund or credit; beyond `planned` it takes the permission payments:approve',
      ),
    paidOn: Day.optional().describe('only with `paid`; default today'),
    refundsId: id('payment')
      .nullable()
      .optional()
      .describe(
        'the paid payment that a refund takes back, in full or in part; one that names none is of the goods of its order, or of none',
      ),
  })
  .superRefine((input, issues) => {
    const add = (path: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [path], message })
    const { type, refundsId, orderId, currency } = input
    if (type !== 'refund' && refundsId) add('refundsId', 'belongs to payments of type refund only')
    if (!refundsId && !orderId && currency === undefined) {
      add('currency', 'is required without orderId')
    }
  }, besideOthers)
  .superRefine(({ type, status, paidOn }, issues) => {
    const usual = type === 'refund' || type === 'credit' ? 'paid' : 'planned'
    if (!paidOn || (status ?? usual) === 'paid') return
    issues.addIssue({ code: 'custom', path: ['paidOn'], message: 'belongs to status paid only' })
  })
  .meta({
    id: 'CreatePayment',
    example: {
      supplierId: 'sup_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      type: 'freight',
      amount: '480.00',
      currency: 'EUR',
      dueOn: '2026-12-15',
    },
  })
export type CreatePayment = z.infer<typeof CreatePayment>

export const UpdatePayment = z
  .strictObject({ ...z.object(paymentFields).partial().shape, ...versioned })
  .extend({ currency: Currency.optional() })
  .meta({ id: 'UpdatePayment', example: { dueOn: '2027-01-15', version: 1 } })
export type UpdatePayment = z.infer<typeof UpdatePayment>

export const ChangePaymentStatus = z
  .strictObject({
    status: z.enum(paymentStatuses),
    paidOn: Day.optional().describe('only with `paid`, not in the future; default today'),
    ...versioned,
  })
  .superRefine(({ status, paidOn }, issues) => {
    if (paidOn === undefined || status === 'paid') return
    issues.addIssue({ code: 'custom', path: ['paidOn'], message: 'belongs to status paid only' })
  })
  .meta({ id: 'ChangePaymentStatus', example: { status: 'paid', paidOn: '2026-11-20' } })
export type ChangePaymentStatus = z.infer<typeof ChangePaymentStatus>

export const Payment = z
  .object({
    id: id('payment'),
    orderId: z.string().nullable(),
    supplierId: z.string().nullable(),
    type: z.enum(paymentTypes),
    status: z.enum(paymentStatuses),
    amount: MoneyOut,
    currency: z.string(),
    dueOn: DayOrNull,
    dueTrigger: z
      .enum(paymentTriggers)
      .nullable()
      .describe('the event of the order that the due date waits for, or came from'),
    dueDays: z.int().describe('days after that event'),
    overdue: z
      .boolean()
      .describe(
        `due before today and still ${openStatuses.join(', ').replace(/, (\w+)$/, ' or $1')}`,
      ),
    paidOn: DayOrNull,
    method: z.string().nullable(),
    reference: z.string().nullable(),
    notes: z.string().nullable(),
    refundsId: z.string().nullable(),
    refundedAmount: MoneyOut.describe('what refunds took back, planned ones included'),
    planned: z.boolean().describe('made from the terms of the order and not edited since'),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Payment' })
export type Payment = z.infer<typeof Payment>

export const PaymentPage = pageOf(Payment).meta({ id: 'PaymentPage' })

export const ListPayments = z.strictObject({
  orderId: id('order').optional(),
  supplierId: id('supplier').optional(),
  status: z.enum(paymentStatuses).optional().describe('only those with this status'),
  type: z.enum(paymentTypes).optional().describe('only those of this type'),
  currency: Currency.optional().describe('only those in this currency'),
  overdue: QueryFlag.optional().describe('only what is overdue, or only the others'),
  dueFrom: Day.optional().describe('due on this day or later'),
  dueTo: Day.optional().describe('due on this day or earlier'),
  sort: z
    .enum(paymentSorts)
    .default('dueOn')
    .describe(`${sortHint}; what has no due date comes after every day`),
  ...pageQuery,
})
export type ListPayments = z.infer<typeof ListPayments>
