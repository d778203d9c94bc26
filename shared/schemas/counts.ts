import * as z from 'zod'
import {
  besideOthers,
  id,
  Instant,
  MoneyOut,
  optionalText,
  orNull,
  pageOf,
  pageQuery,
  Quantity,
  QuantityOut,
  versioned,
} from './values.ts'

export const countStates = ['open', 'posted', 'cancelled'] as const
export const MOST_COUNT_LINES = 1_000

const oneChoice = ({
  productIds,
  categoryId,
  all,
}: {
  productIds?: unknown
  categoryId?: unknown
  all?: unknown
}) => [productIds, categoryId, all].filter((choice) => choice !== undefined).length === 1

export const BeginCount = z
  .strictObject({
    locationId: id('location')
      .optional()
      .meta({ description: 'the main location unless said otherwise' }),
    productIds: z
      .array(id('product'))
      .min(1)
      .max(MOST_COUNT_LINES)
      .refine((ids) => new Set(ids).size === ids.length, 'must not name a product twice')
      .optional()
      .describe('these products; or categoryId, or all'),
    categoryId: id('category').optional().describe('the products of this category itself'),
    all: z
      .literal(true)
      .optional()
      .meta({ type: 'boolean', enum: [true], description: 'every product' }),
    stockedOnly: z
      .boolean()
      .optional()
      .describe('leaves out products that never were at the location; default false'),
    blind: z
      .boolean()
      .optional()
      .describe('hides what is expected from those who only count; default false'),
    note: optionalText(500).optional(),
  })
  .refine(oneChoice, {
    ...besideOthers,
    message: 'say productIds, categoryId or all, one of the three',
    path: ['productIds'],
  })
  .meta({ id: 'BeginCount', example: { all: true, blind: true, note: 'end of the year' } })
export type BeginCount = z.output<typeof BeginCount>

const hidden = 'null while a blind count is open, for those who may not adjust stock'

export const CountLine = z
  .object({
    productId: id('product'),
    sku: z.string().meta({ example: 'MUG-01' }),
    name: z.string().meta({ example: 'Enamel mug' }),
    unit: z.string().meta({ example: 'pcs' }),
    expected: QuantityOut.nullable().meta({
      description: `on hand when the count was begun; ${hidden}`,
    }),
    counted: QuantityOut.nullable().meta({ description: 'null: not counted yet' }),
    recounted: QuantityOut.nullable().meta({ description: 'the second figure, which wins' }),
    variance: QuantityOut.nullable().meta({
      description: `what was found − what was expected; ${hidden}`,
      example: -2,
    }),
    unitCost: MoneyOut.nullable().meta({
      description: `of the movement once it is posted, until then the average cost; ${hidden}`,
    }),
    varianceValue: MoneyOut.nullable().meta({
      description: `variance × unit cost; ${hidden}`,
      example: '-25.00',
    }),
    countedBy: z.string().nullable(),
    countedAt: Instant.nullable(),
    movementId: z.string().nullable().meta({ description: 'what posting it left in the ledger' }),
  })
  .meta({ id: 'CountLine' })
export type CountLine = z.infer<typeof CountLine>

export const CountLinePage = pageOf(CountLine).meta({ id: 'CountLinePage' })

const summaryFields = {
  id: id('count'),
  locationId: id('location'),
  state: z.enum(countStates),
  blind: z.boolean(),
  note: z.string().nullable(),
  lineCount: z.int().meta({ example: 120 }),
  countedCount: z.int().meta({ description: 'lines that were counted', example: 80 }),
  actor: z.object({ id: z.string().nullable(), name: z.string() }),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  postedAt: Instant.nullable(),
}

export const CountSummary = z.object(summaryFields).meta({ id: 'CountSummary' })
export type CountSummary = z.infer<typeof CountSummary>

export const CountPage = pageOf(CountSummary).meta({ id: 'CountPage' })

export const Count = z
  .object({
    ...summaryFields,
    variance: z
      .object({
        lines: z.int().meta({ description: 'lines that differ', example: 3 }),
        gain: MoneyOut.meta({ example: '12.50' }),
        loss: MoneyOut.meta({ example: '-37.50' }),
        net: MoneyOut.meta({ example: '-25.00' }),
        currency: z.string().meta({ example: 'EUR' }),
      })
      .nullable()
      .meta({ description: `what the differences are worth; ${hidden}` }),
    lines: z.array(CountLine).meta({
      description: `by name, the first ${MOST_COUNT_LINES}; in the answer to counting those counted`,
    }),
  })
  .meta({ id: 'Count' })
export type Count = z.infer<typeof Count>

export const ListCounts = z.strictObject({
  state: z.enum(countStates).optional().describe('only counts in this state'),
  locationId: id('location').optional().describe('only counts of this location'),
  ...pageQuery,
})
export type ListCounts = z.infer<typeof ListCounts>

export const ListCountLines = z.strictObject({
  only: z
    .enum(['counted', 'uncounted', 'different'])
    .optional()
    .describe('`different` is empty for those from whom a blind count hides what is expected'),
  ...pageQuery,
})
export type ListCountLines = z.infer<typeof ListCountLines>

export const RecordCount = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          productId: id('product'),
          counted: orNull(Quantity).describe('what was there; null takes the figure back'),
        }),
      )
      .min(1)
      .max(MOST_COUNT_LINES),
    recount: z
      .boolean()
      .optional()
      .describe('a second figure for lines that were counted; it wins over the first'),
    ...versioned,
  })
  .meta({
    id: 'RecordCount',
    example: { lines: [{ productId: 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1', counted: 12 }] },
  })
export type RecordCount = z.output<typeof RecordCount>

export const PostCount = z
  .strictObject({
    skipUncounted: z
      .boolean()
      .optional()
      .describe('leaves the stock of lines that were not counted as it is; default false'),
    ...versioned,
  })
  .meta({ id: 'PostCount', example: { skipUncounted: true } })
export type PostCount = z.output<typeof PostCount>

export const CancelCount = z
  .strictObject(versioned)
  .meta({ id: 'CancelCount', example: { version: 2 } })
export type CancelCount = z.output<typeof CancelCount>
