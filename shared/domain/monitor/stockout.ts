import { addDays, daysBetween } from '../days.ts'
import { dailyDemand, type Demand } from './demand.ts'

/** Nobody plans further ahead; stock that lasts longer is said to last so many days. */
export const LONGEST_DAYS = 3_650

/** Goods on an open purchase order; quantity in 1/1,000. */
export interface OpenReceipt {
  orderId: string
  orderNumber: string
  quantity: number
  /** When they should come; null when the order has no date. */
  arrivesOn: string | null
  /** The first day that the order missed; null while it is not late. */
  lateSince: string | null
}

/**
 * When an order arrives: on the day of the latest news, the ETA of the shipment, else the supplier's
 * promise, else the buyer's wish; of those the first that is still to come.
 */
export function arrivalDay(
  order: { etaOn: string | null; promisedOn: string | null; expectedOn: string | null },
  today: string,
): string | null {
  const days = [order.etaOn, order.promisedOn, order.expectedOn].filter((day) => day !== null)
  return days.find((day) => day >= today) ?? days[0] ?? null
}

/** The stock of a product, in 1/1,000, and what is known of its coming and going. */
export interface ProductFigures {
  onHand: number
  reserved: number
  reorderPoint: number
  maxStock: number | null
  /** Whether anything of it was ever in stock. */
  everMoved: boolean
  demand: Demand
  /** From ordering to arrival; null when neither product nor supplier say so. */
  leadTimeDays: number | null
  receipts: readonly OpenReceipt[]
}

/** When a product runs out; quantities in 1/1,000. */
export interface Forecast {
  available: number
  /** In 1/1,000,000 of the unit. */
  dailyDemand: number
  /** The days with stock that the demand was observed on. */
  observedDays: number
  /** Whole days that what is available lasts; null when nothing is sold. */
  daysUntilStockout: number | null
  /** Null also when it is further away than anybody plans. */
  stockoutOn: string | null
  /** The same when every order comes on its day. */
  daysWithIncoming: number | null
  /** What is open on purchase orders. */
  incoming: number
  /** The earliest day on which some of it should come; in the past when it is late. */
  nextReceiptOn: string | null
  /** From the stockout to the next receipt; above zero when the shelf is empty before. */
  gapDays: number | null
}

/** @param today the company's day */
export function forecast(figures: ProductFigures, today: string): Forecast {
  const { demand, receipts, onHand, reserved } = figures
  const available = onHand - reserved
  const days = daysOfStock(available, demand)
  const stockoutOn = days === null || days >= LONGEST_DAYS ? null : dayAfter(today, days)
  const nextReceiptOn = earliest(receipts)
  return {
    available,
    dailyDemand: dailyDemand(demand),
    observedDays: demand.days,
    daysUntilStockout: days,
    stockoutOn,
    daysWithIncoming: daysWithReceipts(available, demand, expected(figures, today)),
    incoming: receipts.reduce((sum, { quantity }) => sum + quantity, 0),
    nextReceiptOn,
    gapDays:
      stockoutOn === null || nextReceiptOn === null ? null : daysBetween(stockoutOn, nextReceiptOn),
  }
}

let known = { today: '', days: [] as string[] }

/** As `addDays`, remembered: a hundred thousand products share a few thousand days. */
function dayAfter(today: string, days: number): string {
  if (known.today !== today) known = { today, days: [] }
  return (known.days[days] ??= addDays(today, days))
}

/** How many whole days a quantity lasts; null when nothing is sold. */
export function daysOfStock(quantity: number, { sold, days }: Demand): number | null {
  if (sold === 0) return null
  if (quantity <= 0) return 0
  return Math.min(Math.floor((quantity * days) / sold), LONGEST_DAYS)
}

interface Arrival {
  /** Days from today. */
  inDays: number
  quantity: number
}

/** How many days stock lasts when goods are added on their day; null when nothing is sold. */
function daysWithReceipts(
  available: number,
  demand: Demand,
  arrivals: readonly Arrival[],
): number | null {
  let supply = Math.max(0, available)
  for (const { inDays, quantity } of arrivals) {
    const days = daysOfStock(supply, demand)
    if (days === null || days < inDays) return days
    supply += quantity
  }
  return daysOfStock(supply, demand)
}

/**
 * The arrivals that can be counted on, earliest first. What is late may come any day, so it counts
 * for none; an order without a date is taken to be as far away as one that is made today.
 */
function expected({ receipts, leadTimeDays }: ProductFigures, today: string): Arrival[] {
  return receipts
    .map(({ arrivesOn, quantity }) => ({
      inDays:
        arrivesOn === null
          ? (leadTimeDays ?? UNKNOWN_LEAD_TIME_DAYS)
          : daysBetween(today, arrivesOn),
      quantity,
    }))
    .filter(({ inDays }) => inDays >= 0)
    .toSorted((a, b) => a.inDays - b.inDays)
}

/** What an order is taken to need when neither product nor supplier say so. */
export const UNKNOWN_LEAD_TIME_DAYS = 7

function earliest(receipts: readonly OpenReceipt[]): string | null {
  let first: string | null = null
  for (const { arrivesOn } of receipts) {
    if (arrivesOn !== null && (first === null || arrivesOn < first)) first = arrivesOn
  }
  return first
}
