import * as z from 'zod'
import { id, MoneyOut, QuantityOut } from './values.ts'

export const SuggestOrders = z
  .strictObject({
    supplierId: id('supplier').optional().describe('only for this supplier'),
    dryRun: z.boolean().default(false).describe('says what would be ordered, but makes no drafts'),
  })
  .meta({ id: 'SuggestOrders', example: { dryRun: true } })
export type SuggestOrders = z.output<typeof SuggestOrders>

const SuggestedLine = z.object({
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  quantity: QuantityOut,
  unitCost: MoneyOut,
  lineTotal: MoneyOut,
  reason: z.string().meta({
    example:
      '2 available and 0 on order are at or below the reorder point of 12 pcs; the reorder quantity is 24 pcs',
  }),
})

export const SuggestedOrder = z
  .object({
    id: z.string().nullable().describe('of the draft; null in a dry run'),
    number: z.string().nullable(),
    supplier: z.object({ id: id('supplier'), name: z.string() }),
    currency: z.string(),
    expectedOn: z.string().nullable().describe("today and the supplier's lead time"),
    lines: z.array(SuggestedLine),
    total: MoneyOut,
  })
  .meta({ id: 'SuggestedOrder' })
export type SuggestedOrder = z.infer<typeof SuggestedOrder>

export const Suggestions = z
  .object({
    dryRun: z.boolean(),
    orders: z.array(SuggestedOrder),
    skipped: z
      .array(
        z.object({
          productId: id('product'),
          sku: z.string(),
          name: z.string(),
          reason: z.string().meta({ example: 'the product has no supplier' }),
        }),
      )
      .describe('what is needed but cannot be ordered; at most 1,000'),
    more: z.boolean().describe('there was more than one run looks at: run it again for the rest'),
  })
  .meta({ id: 'Suggestions' })
export type Suggestions = z.infer<typeof Suggestions>
