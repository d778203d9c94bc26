import * as z from 'zod'
import { movementKinds } from '../domain/movements.ts'
import {
  besideOthers,
  id,
  Instant,
  InstantOrDay,
  Money,
  MoneyOut,
  optionalText,
  pageOf,
  pageQuery,
  Quantity,
  QuantityIn,
  QuantityOut,
  text,
} from './values.ts'

/** More than zero; below zero is what `Quantity` itself refuses. */
const Amount = Quantity.refine((value) => value !== 0, 'must be more than zero')

export const Movement = z
  .object({
    id: id('movement'),
    at: Instant,
    productId: id('product'),
    locationId: id('location'),
    kind: z.enum(movementKinds),
    quantity: QuantityOut.meta({ description: 'signed: negative took stock away' }),
    balanceAfter: QuantityOut.meta({ description: 'on hand at the location afterwards' }),
    totalAfter: QuantityOut.meta({ description: 'on hand over all locations afterwards' }),
    unitCost: MoneyOut.meta({ description: 'in the company’s currency' }),
    unitPrice: MoneyOut.nullable().meta({ description: 'what a customer paid' }),
    reason: z.string().nullable(),
    reference: z.string().nullable(),
    batchId: z.string().meta({ description: 'the same for all movements of one request' }),
    orderId: z.string().nullable(),
    orderLineId: z.string().nullable(),
    countId: z.string().nullable(),
    reversesId: z
      .string()
      .nullable()
      .meta({ description: 'the movement that this one takes back' }),
    returnsId: z.string().nullable().meta({ description: 'the sale that goods came back from' }),
    actor: z.object({ id: z.string().nullable(), name: z.string() }),
  })
  .meta({ id: 'Movement' })
export type Movement = z.infer<typeof Movement>

export const Level = z
  .object({
    productId: id('product'),
    locationId: id('location'),
    onHand: QuantityOut,
    reserved: QuantityOut,
    available: QuantityOut,
  })
  .meta({ id: 'Level' })
export type Level = z.infer<typeof Level>

export const MovementAndLevel = z
  .object({ movement: Movement, level: Level })
  .meta({ id: 'MovementAndLevel' })
export type MovementAndLevel = z.infer<typeof MovementAndLevel>

export const Movements = z.object({ movements: z.array(Movement) }).meta({ id: 'Movements' })
export type Movements = z.infer<typeof Movements>

/** A product is named by its id or by its SKU, by one of the two. */
const productNamed = {
  productId: id('product').optional(),
  sku: text(64).optional().meta({ description: 'instead of productId' }),
}
const oneName = (input: { productId?: string | undefined; sku?: string | undefined }) =>
  (input.productId === undefined) !== (input.sku === undefined)
const noTwoNames = (input: { productId?: string | undefined; sku?: string | undefined }) =>
  input.productId === undefined || input.sku === undefined
const oneNameMessage = {
  ...besideOthers,
  message: 'name the product by productId or by sku, by one of the two',
  path: ['productId'],
}
const place = {
  locationId: id('location')
    .optional()
    .meta({ description: 'the main location unless said otherwise' }),
}
const reference = optionalText(200).optional()
const reason = text(500)

export const Sale = z
  .strictObject({
    ...productNamed,
    ...place,
    quantity: Amount,
    unitPrice: Money.optional().meta({ description: 'the product’s price unless said otherwise' }),
    reference,
  })
  .refine(oneName, oneNameMessage)
  .meta({ id: 'Sale', example: { sku: 'MUG-01', quantity: 2, reference: 'till 3, receipt 4711' } })
export type Sale = z.output<typeof Sale>

const SaleLine = z
  .strictObject({ ...productNamed, ...place, quantity: Amount, unitPrice: Money.optional() })
  .refine(oneName, oneNameMessage)

export const MOST_LINES = 1_000

export const BulkSale = z
  .strictObject({ lines: z.array(SaleLine).min(1).max(MOST_LINES), reference })
  .meta({
    id: 'BulkSale',
    example: {
      lines: [
        { sku: 'MUG-01', quantity: 2 },
        { sku: 'PEN-07', quantity: 10 },
      ],
    },
  })
export type BulkSale = z.output<typeof BulkSale>

export const Return = z
  .strictObject({
    ...productNamed,
    ...place,
    quantity: Amount,
    movementId: id('movement')
      .optional()
      .meta({ description: 'the sale it comes back from; instead of the product' }),
    reason: optionalText(500).optional(),
    reference,
  })
  .refine(
    (input) => (input.movementId === undefined ? oneName(input) : noTwoNames(input)),
    oneNameMessage,
  )
  .meta({ id: 'Return', example: { sku: 'MUG-01', quantity: 1, reason: 'wrong colour' } })
export type Return = z.output<typeof Return>

export const Adjustment = z
  .strictObject({
    ...productNamed,
    ...place,
    change: QuantityIn.optional().meta({ description: 'signed: how much more or less there is' }),
    quantity: Quantity.optional().meta({ description: 'how much there is; instead of change' }),
    unitCost: Money.optional().meta({
      description:
        'what a unit of goods that were found cost; else the average, or the product’s cost',
    }),
    reason,
    reference,
  })
  .refine(oneName, oneNameMessage)
  .refine((input) => (input.change === undefined) !== (input.quantity === undefined), {
    ...besideOthers,
    message: 'say change or quantity, one of the two',
    path: ['change'],
  })
  .meta({ id: 'Adjustment', example: { sku: 'MUG-01', change: -1, reason: 'broken' } })
export type Adjustment = z.output<typeof Adjustment>

export const Transfer = z
  .strictObject({
    ...productNamed,
    fromLocationId: id('location'),
    toLocationId: id('location'),
    quantity: Amount,
    reason: optionalText(500).optional(),
    reference,
  })
  .refine(oneName, oneNameMessage)
  .refine((input) => input.fromLocationId !== input.toLocationId, {
    message: 'must be another location than fromLocationId',
    path: ['toLocationId'],
  })
  .meta({
    id: 'Transfer',
    example: {
      sku: 'MUG-01',
      fromLocationId: 'loc_00000000000000000000000000',
      toLocationId: 'loc_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      quantity: 5,
    },
  })
export type Transfer = z.output<typeof Transfer>

export const Reversal = z
  .strictObject({ reason: optionalText(500).optional() })
  .meta({ id: 'Reversal', example: { reason: 'sold the wrong mug' } })
export type Reversal = z.output<typeof Reversal>

export const MovementQuery = z.strictObject({
  ...pageQuery,
  productId: id('product').optional(),
  locationId: id('location').optional(),
  orderId: id('order').optional(),
  kind: z.enum(movementKinds).optional().meta({ description: 'only movements of this kind' }),
  from: InstantOrDay.optional().describe('first instant or day, included'),
  to: InstantOrDay.optional().describe('last instant or day, included'),
})
export const ListedMovement = Movement.extend({
  sku: z.string().meta({ description: 'of the product, as it is now' }),
  name: z.string(),
}).meta({ id: 'ListedMovement' })
export type ListedMovement = z.infer<typeof ListedMovement>

export const MovementPage = pageOf(ListedMovement)

export const Verification = z
  .object({
    ok: z.boolean(),
    levels: z.int().meta({ description: 'how many levels were looked at' }),
    movements: z.int(),
    problems: z
      .array(
        z.object({
          productId: z.string(),
          locationId: z.string().nullable().meta({ description: 'null: all locations together' }),
          what: z.string().meta({ example: 'on hand is 5, its movements add up to 4' }),
        }),
      )
      .meta({ description: 'at most 100' }),
  })
  .meta({ id: 'InventoryVerification' })
export type Verification = z.infer<typeof Verification>
