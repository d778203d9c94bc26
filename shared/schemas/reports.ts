import * as z from 'zod'
import { FIRST_REPORT_DAY, MOST_REPORT_DAYS, REPORT_DAYS } from '../domain/report-days.ts'
import { Day, MoneyOut, QuantityOut } from './values.ts'

const ReportDay = Day.refine(
  (day) => day >= FIRST_REPORT_DAY,
  `must not be before ${FIRST_REPORT_DAY}`,
)

export const ReportQuery = z.strictObject({
  from: ReportDay.optional().describe(
    `the first day; default: ${REPORT_DAYS} days with the last one, at most ${MOST_REPORT_DAYS}`,
  ),
  to: ReportDay.optional().describe('the last day; default, and at most: today'),
})
export type ReportQuery = z.infer<typeof ReportQuery>

const period = {
  from: Day,
  to: Day,
  timeZone: z.string().meta({ description: 'the company’s', example: 'Europe/Berlin' }),
  currency: z.string().meta({ description: 'the company’s', example: 'EUR' }),
}

const sales = {
  quantity: QuantityOut.describe(
    'sold, less what came back and what was undone; of all products, whatever their units',
  ),
  revenue: z
    .array(z.object({ currency: z.string().meta({ example: 'EUR' }), amount: MoneyOut }))
    .meta({ description: 'one entry for each currency, never mixed; none where nothing was sold' }),
  costOfGoods: MoneyOut.describe('what the goods had cost, in the company’s currency'),
}

export const SalesReport = z
  .object({
    ...period,
    days: z
      .array(z.object({ day: Day, ...sales }))
      .meta({ description: 'every day from the first to the last, also those without sales' }),
    total: z.object(sales).meta({ description: 'the sum of the days as they are shown' }),
  })
  .meta({ id: 'SalesReport' })
export type SalesReport = z.infer<typeof SalesReport>

export const StockValueReport = z
  .object({
    ...period,
    days: z
      .array(z.object({ day: Day, value: MoneyOut }))
      .meta({ description: 'every day from the first to the last; of today what it is now' }),
  })
  .meta({ id: 'StockValueReport' })
export type StockValueReport = z.infer<typeof StockValueReport>
