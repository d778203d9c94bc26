import * as z from 'zod'
import { Movement } from './inventory.ts'
import { MAX_ORDER_LINES, Order } from './orders.ts'
import { id, Instant, optionalText, pageOf, Quantity, QuantityOut } from './values.ts'

const ReceiveLine = z
  .strictObject({
    lineId: id('orderLine'),
    quantity: Quantity.refine((value) => value > 0, 'must be more than zero').meta({
      description: 'what was delivered, rejected goods included',
      example: 10,
    }),
    rejectedQuantity: Quantity.optional().meta({
      description: 'the part of it that is sent back: it never enters stock, and stays open',
      example: 2,
    }),
    rejectReason: optionalText(500).optional(),
  })
  .refine((line) => !line.rejectedQuantity || line.rejectedQuantity <= line.quantity, {
    message: 'is a part of the delivered quantity, so it cannot be more',
    path: ['rejectedQuantity'],
  })

export const Receive = z
  .strictObject({
    orderId: id('order'),
    locationId: id('location')
      .optional()
      .describe('where the goods are put; the main location unless said otherwise'),
    lines: z
      .array(ReceiveLine)
      .min(1, 'must name a line; leave `lines` out to receive all that is open')
      .max(MAX_ORDER_LINES)
      .optional()
      .describe('what was delivered; all that is open when it is left out'),
    reference: optionalText(200)
      .optional()
      .describe('your own words for the delivery, e.g. the number of the delivery note'),
  })
  .meta({
    id: 'Receive',
    example: {
      orderId: 'ord_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      lines: [{ lineId: 'orl_01JB2QK3V5X7Z9B1D3F5H7J9M1', quantity: 10, rejectedQuantity: 2 }],
      reference: 'delivery note 17',
    },
  })
export type Receive = z.output<typeof Receive>

export const Received = z
  .object({
    order: Order,
    movements: z.array(Movement).describe('what came into stock, in the order of the lines'),
  })
  .meta({ id: 'Received' })
export type Received = z.infer<typeof Received>

export const GoodsReceipt = z
  .object({
    id: id('receipt'),
    orderId: id('order'),
    locationId: id('location'),
    at: Instant,
    exchangeRate: z.string().meta({
      description: 'company currency per order currency, as it was at the receipt',
      example: '1.0825',
    }),
    reference: z.string().nullable(),
    actor: z.object({ id: z.string().nullable(), name: z.string() }),
    lines: z.array(
      z.object({
        lineId: id('orderLine'),
        productId: id('product'),
        sku: z.string(),
        name: z.string(),
        quantity: QuantityOut.meta({ description: 'delivered, rejected goods included' }),
        acceptedQuantity: QuantityOut.meta({ description: 'what came into stock' }),
        rejectedQuantity: QuantityOut,
        rejectReason: z.string().nullable(),
        movementId: z.string().nullable().meta({ description: 'null when all was rejected' }),
        reversalId: z
          .string()
          .nullable()
          .meta({ description: 'the movement that took the stock back out' }),
      }),
    ),
  })
  .meta({ id: 'GoodsReceipt' })
export type GoodsReceipt = z.infer<typeof GoodsReceipt>

export const GoodsReceiptPage = pageOf(GoodsReceipt).meta({ id: 'GoodsReceiptPage' })
