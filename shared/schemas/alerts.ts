import * as z from 'zod'
import { alertSorts } from '../domain/list-sorts.ts'
import { alertKinds, alertSeverities, alertStates } from '../domain/monitor/alerts.ts'
import { DailyDemand, DaysUntilStockout, GapDays, NextReceiptOn, StockoutOn } from './monitor.ts'
import {
  besideOthers,
  Day,
  id,
  Instant,
  InstantOrDay,
  pageOf,
  pageQuery,
  QuantityOut,
  versioned,
} from './values.ts'

const AlertDetails = z
  .object({
    onHand: QuantityOut,
    available: QuantityOut,
    reorderPoint: QuantityOut,
    maxStock: QuantityOut.nullable(),
    dailyDemand: DailyDemand,
    daysUntilStockout: DaysUntilStockout,
    stockoutOn: StockoutOn,
    incoming: QuantityOut,
    nextReceiptOn: NextReceiptOn,
    gapDays: GapDays,
    leadTimeDays: z.int().nullable(),
    lateOrders: z.array(
      z.object({
        orderId: id('order'),
        number: z.string(),
        since: Day.describe('the first day that it missed'),
        quantity: QuantityOut,
      }),
    ),
  })
  .meta({ id: 'AlertDetails', description: 'what the monitor saw; at most 5 late orders' })

export const Alert = z
  .object({
    id: id('alert'),
    kind: z.enum(alertKinds),
    severity: z.enum(alertSeverities).describe('as it is now; a rise is mailed again'),
    state: z.enum(alertStates),
    productId: id('product'),
    sku: z.string(),
    name: z.string(),
    locationId: id('location').nullable().describe('null: over all locations'),
    message: z.string().meta({
      example: 'runs out in 3 days (2026-11-23); 40 pcs on order, next receipt 2026-12-01',
    }),
    details: AlertDetails,
    openedAt: Instant,
    updatedAt: Instant,
    acknowledgedBy: z.object({ id: id('user').nullable(), name: z.string() }).nullable(),
    snoozedUntil: Instant.nullable(),
    resolvedAt: Instant.nullable(),
    mailedAt: Instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Alert' })
export type Alert = z.infer<typeof Alert>

export const AlertPage = pageOf(Alert).meta({ id: 'AlertPage' })

export const ListAlerts = z.strictObject({
  state: z.enum(alertStates).optional().describe('only alerts in this state'),
  kind: z.enum(alertKinds).optional().describe('only alerts of this kind'),
  productId: id('product').optional(),
  sort: z
    .enum(alertSorts)
    .default('-openedAt')
    .describe('the newest first, or the worst first and the newest of those'),
  ...pageQuery,
})
export type ListAlerts = z.infer<typeof ListAlerts>

/** One number for each name, such as a state. */
function numbersOf<const Name extends string>(names: readonly Name[]) {
  return z.object(
    Object.fromEntries(names.map((name) => [name, z.int()])) as Record<Name, z.ZodInt>,
  )
}

export const AlertCounts = z
  .object({
    states: numbersOf(alertStates),
    open: numbersOf(alertSeverities).describe('those that are open, by severity'),
  })
  .meta({ id: 'AlertCounts' })
export type AlertCounts = z.infer<typeof AlertCounts>

export const AcknowledgeAlert = z
  .strictObject(versioned)
  .meta({ id: 'AcknowledgeAlert', example: { version: 1 } })
export type AcknowledgeAlert = z.infer<typeof AcknowledgeAlert>

/** Nobody wants to forget an alert for longer. */
export const LONGEST_SNOOZE_DAYS = 365

export const SnoozeAlert = z
  .strictObject({
    until: InstantOrDay.optional().describe(
      'an instant, or a day, at whose beginning the alert comes back',
    ),
    days: z.int().min(1).max(LONGEST_SNOOZE_DAYS).optional().describe('so many days from now'),
    ...versioned,
  })
  .refine(({ until, days }) => (until === undefined) !== (days === undefined), {
    ...besideOthers,
    message: 'give either `until` or `days`',
    path: ['until'],
  })
  .meta({ id: 'SnoozeAlert', example: { days: 7 } })
export type SnoozeAlert = z.infer<typeof SnoozeAlert>
