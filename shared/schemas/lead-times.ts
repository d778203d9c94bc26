import * as z from 'zod'
import { Day, DayOrNull, id } from './values.ts'

/** How many orders the lead time is measured by. */
export const LEAD_TIME_ORDERS = 20

const days = z.int().meta({ example: 45 })
const spread = z
  .object({
    median: z.number().meta({ example: 45.5 }),
    percentile90: days.describe('nine of ten orders took no longer'),
  })
  .nullable()

export const LeadTimes = z
  .object({
    supplierId: id('supplier'),
    leadTimeDays: days.nullable().describe('what the supplier’s record says'),
    firstReceipt: spread.describe('days from the order to its first goods; null without orders'),
    lastReceipt: spread.describe('days from the order to its last goods; null without orders'),
    dated: z.int().describe('how many of the orders had a day by which they should come'),
    onTime: z.int().describe('how many of those came whole by then'),
    onTimeShare: z
      .number()
      .nullable()
      .meta({ description: 'from 0 to 1, with three decimals', example: 0.85 }),
    orders: z
      .array(
        z.object({
          orderId: id('order'),
          number: z.string().meta({ example: 'PO-000042' }),
          stage: z.enum(['received', 'completed']),
          orderedOn: Day,
          promisedOn: DayOrNull,
          expectedOn: DayOrNull,
          firstReceiptOn: Day,
          lastReceiptOn: Day,
          daysToFirst: days,
          daysToLast: days,
          daysLate: days
            .nullable()
            .describe('after the promised, else the expected day; negative before it'),
          onTime: z.boolean().nullable(),
        }),
      )
      .meta({ description: `the last ${LEAD_TIME_ORDERS} that came, newest first` }),
  })
  .meta({ id: 'LeadTimes' })
export type LeadTimes = z.infer<typeof LeadTimes>
