import * as z from 'zod'
import {
  id,
  Instant,
  MoneyIn,
  MoneyOut,
  optionalText,
  pageOf,
  pageQuery,
  QuantityOut,
  text,
} from './values.ts'

export const CreateRevaluation = z
  .strictObject({
    productId: id('product'),
    amount: MoneyIn.describe(
      'what the stock is worth more (or less, negative), in the company’s currency and rounded to its digits',
    ),
    reason: text(500),
    reference: optionalText(200).optional().describe('e.g. the number of the freight bill'),
  })
  .meta({
    id: 'CreateRevaluation',
    example: {
      productId: 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      amount: '120.5',
      reason: 'late freight bill',
    },
  })
export type CreateRevaluation = z.output<typeof CreateRevaluation>

export const Revaluation = z
  .object({
    id: id('revaluation'),
    at: Instant,
    productId: id('product'),
    sku: z.string().meta({ example: 'MUG-01' }),
    name: z.string().meta({ example: 'Enamel mug' }),
    amount: MoneyOut.meta({ description: 'signed', example: '120.50' }),
    oldAverageCost: MoneyOut,
    newAverageCost: MoneyOut,
    onHand: QuantityOut.meta({ description: 'over all locations, at that moment' }),
    reason: z.string(),
    reference: z.string().nullable(),
    actor: z.object({ id: z.string().nullable(), name: z.string() }),
  })
  .meta({ id: 'Revaluation' })
export type Revaluation = z.infer<typeof Revaluation>

export const RevaluationPage = pageOf(Revaluation).meta({ id: 'RevaluationPage' })

export const ListRevaluations = z.strictObject({
  productId: id('product').optional().describe('only revaluations of this product'),
  ...pageQuery,
})
export type ListRevaluations = z.infer<typeof ListRevaluations>
