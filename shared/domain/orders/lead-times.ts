import { daysBetween } from '../days.ts'

/** The days of an order that came, in the company's time zone. */
export interface ReceivedOrder {
  orderedOn: string
  firstReceiptOn: string
  lastReceiptOn: string
  /** What was promised, else when it was wanted; null when nobody said. */
  dueOn: string | null
}

/** How long an order took, in whole days. */
export interface LeadTime {
  daysToFirst: number
  daysToLast: number
  /** How many days after the due day the last goods came, negative before it; null without one. */
  daysLate: number | null
}

export function leadTime(order: ReceivedOrder): LeadTime {
  const { orderedOn, firstReceiptOn, lastReceiptOn, dueOn } = order
  return {
    daysToFirst: daysBetween(orderedOn, firstReceiptOn),
    daysToLast: daysBetween(orderedOn, lastReceiptOn),
    daysLate: dueOn === null ? null : daysBetween(dueOn, lastReceiptOn),
  }
}

export interface Spread {
  /** The one in the middle, or between the two that are; so it can be a half. */
  median: number
  /** At least nine of ten are not above it (nearest rank). */
  percentile90: number
}

/** Null for no values at all. */
export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b)
  const { length } = sorted
  const below = sorted[Math.ceil(length / 2) - 1]
  const above = sorted[Math.floor(length / 2)]
  const percentile90 = sorted[Math.ceil((length * 9) / 10) - 1]
  if (below === undefined || above === undefined || percentile90 === undefined) return null
  return { median: (below + above) / 2, percentile90 }
}

/** How many of the orders with a due day kept it; the share in 1/1,000, null without any. */
export function punctuality(times: readonly LeadTime[]) {
  const dated = times.flatMap(({ daysLate }) => (daysLate === null ? [] : [daysLate]))
  const onTime = dated.filter((days) => days <= 0).length
  const share = dated.length === 0 ? null : Math.round((onTime * 1_000) / dated.length)
  return { dated: dated.length, onTime, share }
}
