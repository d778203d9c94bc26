import * as z from 'zod'
import { Level, Movement } from './inventory.ts'
import {
  besideOthers,
  id,
  Instant,
  Money,
  optionalText,
  pageOf,
  pageQuery,
  Quantity,
  QuantityOut,
  text,
} from './values.ts'

export const reservationStates = ['open', 'released', 'sold'] as const

export const CreateReservation = z
  .strictObject({
    productId: id('product').optional(),
    sku: text(64).optional().meta({ description: 'instead of productId', example: 'MUG-01' }),
    quantity: Quantity.refine((value) => value > 0, 'must be more than zero'),
    locationId: id('location')
      .optional()
      .meta({ description: 'the main location unless said otherwise' }),
    reference: optionalText(200)
      .optional()
      .describe('what it is for in your own words, e.g. the number of an order'),
  })
  .refine((input) => (input.productId === undefined) !== (input.sku === undefined), {
    ...besideOthers,
    message: 'name the product by productId or by sku, by one of the two',
    path: ['productId'],
  })
  .meta({ id: 'CreateReservation', example: { sku: 'MUG-01', quantity: 2, reference: 'web 1042' } })
export type CreateReservation = z.output<typeof CreateReservation>

export const Reservation = z
  .object({
    id: id('reservation'),
    productId: id('product'),
    sku: z.string().meta({ example: 'MUG-01' }),
    name: z.string().meta({ example: 'Enamel mug' }),
    locationId: id('location'),
    quantity: QuantityOut,
    state: z.enum(reservationStates),
    reference: z.string().nullable(),
    movementId: z.string().nullable().meta({ description: 'the movement that sold it' }),
    actor: z.object({ id: z.string().nullable(), name: z.string() }),
    createdAt: Instant,
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'Reservation' })
export type Reservation = z.infer<typeof Reservation>

export const ReservationPage = pageOf(Reservation).meta({ id: 'ReservationPage' })

export const ListReservations = z.strictObject({
  state: z.enum(reservationStates).optional().describe('only reservations in this state'),
  productId: id('product').optional().describe('only reservations of this product'),
  locationId: id('location').optional().describe('only reservations at this location'),
  ...pageQuery,
})
export type ListReservations = z.infer<typeof ListReservations>

export const SellReservation = z
  .strictObject({
    unitPrice: Money.optional().describe('the product’s price unless said otherwise'),
    reference: optionalText(200).optional().describe('that of the reservation unless given'),
  })
  .meta({ id: 'SellReservation', example: { unitPrice: '12.5' } })
export type SellReservation = z.output<typeof SellReservation>

export const SoldReservation = z
  .object({ reservation: Reservation, movement: Movement, level: Level })
  .meta({ id: 'SoldReservation' })
export type SoldReservation = z.infer<typeof SoldReservation>
