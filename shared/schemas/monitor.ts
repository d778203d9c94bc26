import * as z from 'zod'
import { DayOrNull, id, Instant, pageOf, pageQuery, QuantityOut } from './values.ts'

const count = (description: string) => z.int().min(0).describe(description)

export const MonitorRun = z
  .object({
    ran: z.boolean().describe('false: another run was in progress, and nothing was done'),
    startedAt: Instant,
    finishedAt: Instant,
    products: count('products looked at'),
    runningOut: count('products that run out before goods can come'),
    opened: count('new alerts'),
    worsened: count('alerts whose severity rose'),
    woken: count('alerts whose snooze was over'),
    resolved: count('alerts whose condition is gone'),
    mailed: count('alerts in the mail that was queued'),
    mails: count('people to whom it goes'),
  })
  .meta({ id: 'MonitorRun' })
export type MonitorRun = z.infer<typeof MonitorRun>

export const DailyDemand = z
  .number()
  .meta({ description: 'mean of a day with stock, at most 6 decimals', example: 1.733333 })
export const DaysUntilStockout = z.int().nullable().meta({
  description:
    'whole days that what is available lasts, at most 3,650; null when nothing was sold in 90 days',
  example: 12,
})
export const StockoutOn = DayOrNull.describe('null also when it is 3,650 days away or further')
export const NextReceiptOn = DayOrNull.describe(
  'the earliest day of an open purchase order; in the past when that is late',
)
export const GapDays = z.int().nullable().meta({
  description:
    'days from the stockout to the next receipt: above zero when the shelf is empty before',
  example: 3,
})

export const ProductForecast = z
  .object({
    productId: id('product'),
    sku: z.string(),
    name: z.string(),
    unit: z.string(),
    supplierId: id('supplier').nullable(),
    available: QuantityOut.describe('on hand less reserved'),
    dailyDemand: DailyDemand,
    observedDays: z
      .int()
      .describe('days with stock, of the last 90, that the demand was observed on'),
    daysUntilStockout: DaysUntilStockout,
    stockoutOn: StockoutOn,
    incoming: QuantityOut.describe('open on purchase orders that are approved'),
    nextReceiptOn: NextReceiptOn,
    gapDays: GapDays,
    daysWithIncoming: z
      .int()
      .nullable()
      .describe('as `daysUntilStockout`, when every order that is not late comes on its day'),
    computedAt: Instant.describe('these figures hold since then'),
  })
  .meta({ id: 'ProductForecast' })
export type ProductForecast = z.infer<typeof ProductForecast>

export const ForecastPage = pageOf(ProductForecast).meta({ id: 'ForecastPage' })

export const ListForecasts = z.strictObject({
  productId: id('product').optional(),
  supplierId: id('supplier').optional().describe('only products of this supplier'),
  withinDays: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0)
    .max(3_650)
    .optional()
    .meta({ description: 'only what runs out within so many days', example: 14 }),
  ...pageQuery,
})
export type ListForecasts = z.infer<typeof ListForecasts>
