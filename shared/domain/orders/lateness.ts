import { daysBetween } from '../days.ts'
import type { OrderStage } from './stages.ts'

export const orderDays = ['readyOn', 'etaOn', 'dueOn'] as const
export type OrderDay = (typeof orderDays)[number]

/** The days that an order in a stage must not miss. What came, or never will, cannot be late. */
export const daysToKeep: Readonly<Record<OrderStage, readonly OrderDay[]>> = {
  draft: ['dueOn'],
  pending_approval: ['dueOn'],
  approved: ['dueOn'],
  ordered: ['dueOn'],
  confirmed: ['dueOn'],
  in_production: ['readyOn', 'dueOn'],
  shipped: ['etaOn', 'dueOn'],
  customs: ['dueOn'],
  received: [],
  completed: [],
  cancelled: [],
}

export interface DatedOrder {
  stage: OrderStage
  /** What the supplier promised, else when the buyer wants it; 9999-12-31 when nobody said. */
  dueOn: string
  readyOn: string | null
  etaOn: string | null
}

export interface Lateness {
  late: boolean
  /** Since the first day that was missed; 0 when none was. */
  daysLate: number
  /** The first day that was missed. */
  missed: OrderDay | null
}

/**
 * Whether an order missed a day that its stage must keep: it is late from the day after.
 * @param today in the company's time zone
 */
export function lateness(order: DatedOrder, today: string): Lateness {
  let missed: OrderDay | null = null
  let first = today
  for (const name of daysToKeep[order.stage]) {
    const day = order[name]
    if (day === null || day >= first) continue
    first = day
    missed = name
  }
  return { late: missed !== null, daysLate: daysBetween(first, today), missed }
}

/** The day that everything else is measured by: what was promised, else what was wanted. */
export function dueDay(order: { promisedOn: string | null; expectedOn: string | null }): string {
  return order.promisedOn ?? order.expectedOn ?? '9999-12-31'
}
