import * as z from 'zod'
import { Day, MoneyOut } from './values.ts'

/** How many months back and ahead a summary tells apart. */
export const SUMMARY_MONTHS = 12
export const MOST_SUPPLIERS = 100

const currency = z.string().meta({ example: 'EUR' })

export const PaymentSummary = z
  .object({
    today: Day.describe("the company's business day that it is as of"),
    currencies: z
      .array(
        z.object({
          currency,
          paid: MoneyOut.describe('money out, less refunds'),
          outstanding: MoneyOut.describe(
            'planned, approved, sent or failed; of an order no more than its total less what was paid and credited',
          ),
          overdue: MoneyOut.describe('the part of it that was due before today'),
          dueIn7Days: MoneyOut.describe('the part of it that is due from today on'),
          dueIn30Days: MoneyOut,
          goodsNotIn: MoneyOut.describe(
            'paid on orders that are not completed, less the value of what was received of them',
          ),
        }),
      )
      .meta({ description: 'one entry for each currency, never mixed' }),
    months: z
      .array(
        z.object({
          month: z.string().meta({ example: '2026-11' }),
          currency,
          paid: MoneyOut,
          due: MoneyOut,
        }),
      )
      .meta({
        description: `paid in the month, and due in it and not paid yet; ${SUMMARY_MONTHS} months back and ahead`,
      }),
    suppliers: z
      .array(
        z.object({
          supplierId: z.string(),
          supplierName: z.string(),
          currency,
          paid: MoneyOut,
          outstanding: MoneyOut,
          overdue: MoneyOut,
        }),
      )
      .meta({ description: `the ${MOST_SUPPLIERS} who are owed the most` }),
  })
  .meta({ id: 'PaymentSummary' })
export type PaymentSummary = z.infer<typeof PaymentSummary>
