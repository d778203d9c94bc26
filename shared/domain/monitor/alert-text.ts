import { quantityToNumber } from '../quantity.ts'
import type { AlertKind } from './alerts.ts'
import type { Forecast, ProductFigures } from './stockout.ts'

/** An order that is late, as an alert tells it; quantity in 1/1,000. */
export interface LateOrder {
  orderId: string
  number: string
  /** The first day that it missed. */
  since: string
  quantity: number
}

/** What the monitor saw when it raised an alert; quantities in 1/1,000. */
export interface AlertEvidence {
  onHand: number
  available: number
  reorderPoint: number
  maxStock: number | null
  /** In 1/1,000,000 of the unit. */
  dailyDemand: number
  daysUntilStockout: number | null
  stockoutOn: string | null
  incoming: number
  nextReceiptOn: string | null
  gapDays: number | null
  leadTimeDays: number | null
  /** The first of them. */
  lateOrders: LateOrder[]
}

/** So many late orders are named. */
const ORDERS_NAMED = 5

export function evidenceOf(figures: ProductFigures, seen: Forecast): AlertEvidence {
  const late = figures.receipts
    .flatMap(({ orderId, orderNumber: number, lateSince: since, quantity }) =>
      since === null ? [] : [{ orderId, number, since, quantity }],
    )
    .toSorted((a, b) => (a.since < b.since ? -1 : 1))
  return {
    onHand: figures.onHand,
    available: seen.available,
    reorderPoint: figures.reorderPoint,
    maxStock: figures.maxStock,
    dailyDemand: seen.dailyDemand,
    daysUntilStockout: seen.daysUntilStockout,
    stockoutOn: seen.stockoutOn,
    incoming: seen.incoming,
    nextReceiptOn: seen.nextReceiptOn,
    gapDays: seen.gapDays,
    leadTimeDays: figures.leadTimeDays,
    lateOrders: late.slice(0, ORDERS_NAMED),
  }
}

/** What is wrong, in one sentence without the product's name. */
export function alertSentence(kind: AlertKind, seen: AlertEvidence, unit: string): string {
  const amount = (quantity: number) => `${quantityToNumber(quantity)} ${unit}`
  switch (kind) {
    case 'out_of_stock':
      return `nothing is available; ${onOrder(seen, amount)}`
    case 'stockout':
      return `${runsOut(seen)}; ${supply(seen, amount)}`
    case 'low_stock':
      return `${amount(seen.available)} available, the reorder point is ${amount(seen.reorderPoint)}; ${onOrder(seen, amount)}`
    case 'over_stock':
      return `${amount(seen.onHand)} on hand, the maximum is ${amount(seen.maxStock ?? 0)}`
    case 'late_order':
      return `${lateOrders(seen, amount)}; ${runsOut(seen)}`
  }
}

type Amount = (quantity: number) => string

function onOrder({ incoming, nextReceiptOn }: AlertEvidence, amount: Amount): string {
  if (incoming === 0) return 'nothing is on order'
  const when = nextReceiptOn === null ? 'without a date' : `next receipt ${nextReceiptOn}`
  return `${amount(incoming)} on order, ${when}`
}

function runsOut({ available, daysUntilStockout: days, stockoutOn }: AlertEvidence): string {
  if (available <= 0) return 'nothing is available'
  if (days === null) return 'nothing was sold lately'
  if (days === 0) return 'runs out today'
  return `runs out in ${countDays(days)}${stockoutOn === null ? '' : ` (${stockoutOn})`}`
}

function supply(seen: AlertEvidence, amount: Amount): string {
  const { gapDays, leadTimeDays } = seen
  if (gapDays !== null && gapDays > 0) {
    return `${onOrder(seen, amount)}, ${countDays(gapDays)} after that`
  }
  const lead = leadTimeDays === null ? '' : `, a new order takes ${countDays(leadTimeDays)}`
  return onOrder(seen, amount) + lead
}

function lateOrders({ lateOrders: late }: AlertEvidence, amount: Amount): string {
  return late
    .map(({ number, since, quantity }) => {
      return `order ${number} with ${amount(quantity)} is late since ${since}`
    })
    .join(', ')
}

function countDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}
