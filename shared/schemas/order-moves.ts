import * as z from 'zod'
import { pipeline } from '../domain/orders/stages.ts'
import { Above } from './orders.ts'
import { Day, Email, InstantIn, Money, optionalText, Rate, text, versioned } from './values.ts'

/** What is recorded on the way; each belongs to one stage and is refused elsewhere. */
const recorded = {
  note: optionalText(1000).optional().describe('for the history'),
  exchangeRate: Rate.optional().describe('into `ordered`: company currency per order currency'),
  sentAt: InstantIn.optional().describe('into `ordered`: when it was sent; default: now'),
  supplierReference: text(100).optional().describe("into `confirmed`: the supplier's number"),
  promisedOn: Day.optional().describe('into `confirmed`: the day that the supplier promised'),
  readyOn: Day.optional().describe('into `in_production`: when it should be ready'),
  carrier: text(100).optional().describe('into `shipped`'),
  tracking: text(200).optional().describe('into `shipped`'),
  etaOn: Day.optional().describe('into `shipped`: when it should arrive'),
  arrivedOn: Day.optional().describe('into `customs`: when it arrived'),
  customsEntry: text(100).optional().describe('into `customs`: number of the entry'),
  duty: Money.optional().describe("into `customs`: in the company's currency"),
  closingNote: text(1000).optional().describe('into `completed`; default: `note`'),
  waiveUnpaid: z
    .boolean()
    .optional()
    .describe(
      'into `completed`: close it although something is unpaid; its payments stay as they are',
    ),
}

export const AdvanceOrder = z.strictObject({ ...recorded, ...versioned }).meta({
  id: 'AdvanceOrder',
  example: { note: 'as agreed on the phone', version: 3 },
})
export type AdvanceOrder = z.infer<typeof AdvanceOrder>

export const TransitionOrder = z
  .strictObject({
    stage: z.enum(pipeline).describe('a later stage, or the one before'),
    reason: text(1000).optional().describe('why it goes back; needed for that'),
    ...recorded,
    ...versioned,
  })
  .meta({
    id: 'TransitionOrder',
    example: { stage: 'shipped', carrier: 'Maersk', etaOn: '2026-12-20', version: 5 },
  })
export type TransitionOrder = z.infer<typeof TransitionOrder>

export const SendOrder = z
  .strictObject({
    to: Email.optional().describe(
      'default: the address of the supplier, else that of its first contact that has one',
    ),
    message: optionalText(5000).optional().describe('put before the end of the letter'),
    note: recorded.note,
    exchangeRate: recorded.exchangeRate,
    ...versioned,
  })
  .meta({
    id: 'SendOrder',
    example: { to: 'sales@acme.example', message: 'Please pack it on pallets.', version: 3 },
  })
export type SendOrder = z.infer<typeof SendOrder>

export const CancelOrder = z
  .strictObject({ reason: text(1000), ...versioned })
  .meta({ id: 'CancelOrder', example: { reason: 'the supplier cannot deliver', version: 4 } })
export type CancelOrder = z.infer<typeof CancelOrder>

export const HoldOrder = z
  .strictObject({
    onHold: z.boolean().optional().describe('default true; false releases it'),
    reason: optionalText(1000).optional(),
    ...versioned,
  })
  .meta({ id: 'HoldOrder', example: { reason: 'waiting for a sample', version: 4 } })
export type HoldOrder = z.infer<typeof HoldOrder>

export const CancelRemaining = z
  .strictObject({
    quantity: Above.optional().describe('default: all that is still to come'),
    reason: optionalText(1000).optional(),
    ...versioned,
  })
  .meta({ id: 'CancelRemaining', example: { reason: 'sold out at the supplier', version: 7 } })
export type CancelRemaining = z.infer<typeof CancelRemaining>
