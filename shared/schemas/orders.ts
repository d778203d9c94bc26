import * as z from 'zod'
import { orderSorts } from '../domain/list-sorts.ts'
import { receiptStatuses } from '../domain/orders/receipt-progress.ts'
import { orderStages, pipeline } from '../domain/orders/stages.ts'
import { orderActions } from '../domain/orders/transitions.ts'
import { orderDays } from '../domain/orders/lateness.ts'
import { paymentProgresses } from '../domain/payments/progress.ts'
import { permissions } from '../domain/permissions.ts'
import { mailStates } from './mails.ts'
import {
  Currency,
  DayOrNull,
  id,
  Instant,
  Money,
  MoneyOut,
  optionalText,
  orNull,
  pageOf,
  pageQuery,
  Percent,
  Quantity,
  QuantityOut,
  QueryFlag,
  Rate,
  SearchText,
  sortHint,
  versioned,
} from './values.ts'

/** As many lines as an order can have; the document of it stays readable. */
export const MAX_ORDER_LINES = 500

/** A quantity that is more than nothing. */
export const Above = Quantity.refine((value) => value > 0, 'must be above zero')

const lineFields = {
  productId: id('product'),
  quantity: Above,
  unitCost: Money.optional().describe(
    "in the order's currency; default: the cost of the product, if that is in the same currency",
  ),
  discountPercent: Percent.optional(),
}

const NewLine = z.strictObject(lineFields).meta({ id: 'NewOrderLine' })

/** A line of a change: with `id` one that is there already, without it a new one. */
const ChangedLine = z
  .strictObject({ id: id('orderLine').optional(), ...z.object(lineFields).partial().shape })
  .meta({ id: 'ChangedOrderLine' })
export type ChangedLine = z.infer<typeof ChangedLine>

const header = {
  supplierId: id('supplier'),
  currency: Currency.optional().describe("default: the supplier's, else the company's"),
  exchangeRate: Rate.optional(),
  terms: optionalText(200).optional().describe("payment terms; default: the supplier's"),
  expectedOn: DayOrNull.optional().describe('when you want the goods'),
  tax: Money.optional(),
  shipping: Money.optional(),
  other: Money.optional(),
  supplierReference: optionalText(100).optional().describe("the supplier's own number"),
  notes: optionalText(5000).optional(),
}

export const CreateOrder = z
  .strictObject({ ...header, lines: z.array(NewLine).max(MAX_ORDER_LINES).default([]) })
  .meta({
    id: 'CreateOrder',
    example: {
      supplierId: 'sup_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      currency: 'EUR',
      expectedOn: '2026-12-24',
      lines: [{ productId: 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1', quantity: 1000, unitCost: '0.4111' }],
      shipping: '85',
    },
  })
export type CreateOrder = z.infer<typeof CreateOrder>

/** Days and numbers of its way, which can be put right after they were recorded. */
const wayFields = {
  promisedOn: DayOrNull.optional().describe('what the supplier promised'),
  readyOn: DayOrNull.optional().describe('when production should end'),
  etaOn: DayOrNull.optional().describe('when the shipment should arrive'),
  arrivedOn: DayOrNull.optional(),
  carrier: optionalText(100).optional(),
  tracking: optionalText(200).optional(),
  customsEntry: optionalText(100).optional().describe('number of the customs entry'),
  duty: orNull(Money).optional().describe("in the company's currency"),
}

export const UpdateOrder = z
  .strictObject({
    ...z.object(header).partial().shape,
    ...wayFields,
    lines: z
      .array(ChangedLine)
      .max(MAX_ORDER_LINES)
      .optional()
      .describe(
        'all lines there shall be: those with `id` are kept or changed, those without are added, those left out are removed',
      ),
    note: optionalText(1000).optional().describe('why, for the history'),
    ...versioned,
  })
  .meta({ id: 'UpdateOrder', example: { expectedOn: '2027-01-15', version: 1 } })
export type UpdateOrder = z.infer<typeof UpdateOrder>

export const OrderLine = z
  .object({
    id: id('orderLine'),
    productId: id('product'),
    sku: z.string(),
    name: z.string(),
    quantity: QuantityOut,
    unitCost: MoneyOut,
    discountPercent: z.number(),
    lineTotal: MoneyOut.describe('of what is not cancelled'),
    receivedQuantity: QuantityOut,
    rejectedQuantity: QuantityOut.describe('delivered and sent back; still to come'),
    cancelledQuantity: QuantityOut,
    openQuantity: QuantityOut.describe('still to come'),
    reason: z.string().nullable().describe('why it was suggested'),
  })
  .meta({ id: 'OrderLine' })
export type OrderLine = z.infer<typeof OrderLine>

const Person = z.object({ id: z.string().nullable(), name: z.string() })

const orderFields = {
  id: id('order'),
  number: z.string().meta({ example: 'PO-000042' }),
  supplier: z.object({ id: id('supplier'), name: z.string() }),
  supplierId: id('supplier'),
  stage: z.enum(orderStages),
  stageSince: Instant,
  onHold: z.boolean(),
  holdReason: z.string().nullable(),
  cancelReason: z.string().nullable(),
  currency: z.string(),
  exchangeRate: z.string().meta({ example: '1.0825' }),
  terms: z.string().nullable(),
  expectedOn: z.string().nullable(),
  promisedOn: z.string().nullable(),
  readyOn: z.string().nullable(),
  etaOn: z.string().nullable(),
  arrivedOn: z.string().nullable(),
  subtotal: MoneyOut,
  tax: MoneyOut,
  shipping: MoneyOut,
  other: MoneyOut,
  total: MoneyOut,
  submittedTotal: MoneyOut.nullable(),
  approvedTotal: MoneyOut.nullable().describe('up to it the order is approved'),
  approvedBy: Person.nullable(),
  supplierReference: z.string().nullable(),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  customsEntry: z.string().nullable(),
  duty: MoneyOut.nullable().describe("in the company's currency"),
  sentAt: Instant.nullable().describe('when the supplier was first sent it'),
  sentBy: z.enum(['mail', 'marked']).nullable().describe('how it was sent then'),
  documentVersion: z
    .int()
    .describe('of its document: one more for each change of what that says, once it was sent'),
  notes: z.string().nullable(),
  closingNote: z.string().nullable(),
  unpaidWaived: z.boolean(),
  author: Person,
  receiptStatus: z.enum(receiptStatuses),
  paymentStatus: z.enum(paymentProgresses),
  paid: MoneyOut,
  outstanding: MoneyOut,
  late: z.boolean(),
  daysLate: z.int(),
  missedDay: z.enum(orderDays).nullable().describe('the first day that it missed'),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
}

const OrderMail = z.object({
  id: id('mail'),
  state: z.enum(mailStates),
  recipient: z.string(),
  documentVersion: z.int().describe('the version of the document that went with it'),
  createdAt: Instant,
  sentAt: Instant.nullable().describe('when the mail server took it'),
  kept: z
    .boolean()
    .describe('whether no mail server is set up, so that it only became a file on the server'),
})

export const Order = z
  .object({
    ...orderFields,
    lines: z.array(OrderLine),
    lastMail: OrderMail.nullable().describe('the mail that last took it to its supplier'),
    nextStage: z.enum(pipeline).nullable(),
    actions: z.array(z.enum(orderActions)).describe('what its stage allows now'),
  })
  .meta({ id: 'Order' })
export type Order = z.infer<typeof Order>

export const OrderSummary = z
  .object({ ...orderFields, lineCount: z.int() })
  .meta({ id: 'OrderSummary' })
export type OrderSummary = z.infer<typeof OrderSummary>

export const OrderPage = pageOf(OrderSummary).meta({ id: 'OrderPage' })

export const ListOrders = z.strictObject({
  q: SearchText.optional().describe("part of the number or of the supplier's reference"),
  stage: z.enum(orderStages).optional().describe('only orders in this stage'),
  supplierId: id('supplier').optional().describe('only orders from this supplier'),
  productId: id('product').optional().describe('only orders with this product'),
  onHold: QueryFlag.optional().describe('only those on hold, or only the others'),
  late: QueryFlag.optional().describe('only those that are late, or only the others'),
  receiptStatus: z.enum(receiptStatuses).optional().describe('how much of it came'),
  sort: z
    .enum(orderSorts)
    .default('-createdAt')
    .describe(`${sortHint}; \`dueOn\` is the promised day, else the expected one`),
  ...pageQuery,
})
export type ListOrders = z.infer<typeof ListOrders>

export const OrderHistoryEntry = z
  .object({
    id: id('history'),
    at: Instant,
    event: z.string().meta({ example: 'advanced' }),
    fromStage: z.enum(orderStages).nullable(),
    toStage: z.enum(orderStages).nullable(),
    note: z.string().nullable(),
    details: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('what was recorded or changed with it'),
    actor: Person,
  })
  .meta({ id: 'OrderHistoryEntry' })
export type OrderHistoryEntry = z.infer<typeof OrderHistoryEntry>

export const OrderHistoryPage = pageOf(OrderHistoryEntry).meta({ id: 'OrderHistoryPage' })

export const OrderStageInfo = z
  .object({
    stage: z.enum(orderStages),
    position: z.int().describe('from 1; 0 for `cancelled`, which is outside the row'),
    meaning: z.string(),
    permission: z.enum(permissions).nullable().describe('what moving into it takes'),
    gates: z.array(z.string()).describe('what must hold before'),
    records: z.array(z.string()).describe('what can be given with the move'),
    orders: z.int().describe('how many orders are in it'),
    late: z.int().describe('how many of them are late'),
    onHold: z.int().describe('how many of them are on hold'),
    totals: z
      .array(z.object({ currency: z.string().meta({ example: 'EUR' }), amount: MoneyOut }))
      .meta({ description: 'what they come to, one entry for each currency' }),
  })
  .meta({ id: 'OrderStageInfo' })
export type OrderStageInfo = z.infer<typeof OrderStageInfo>

export const OrderStages = pageOf(OrderStageInfo).meta({ id: 'OrderStages' })
