import { daysBetween } from '../days.ts'
import { type AlertKind, CRITICAL, INFO, WARNING } from './alerts.ts'
import {
  type Forecast,
  type OpenReceipt,
  type ProductFigures,
  UNKNOWN_LEAD_TIME_DAYS,
} from './stockout.ts'

/** An alert whose condition holds now. */
export interface DueAlert {
  kind: AlertKind
  /** 1 to 3. */
  severity: number
}

/** Days of stock below which it is critical, and up to which it is more than a remark. */
export const CRITICAL_DAYS = 7
export const WARNING_DAYS = 21
/** Demand of fewer days is a guess, on which nobody should be woken up. */
export const TRUSTED_DAYS = 4
/** An order that is later than this is more than a remark, however much is in stock. */
export const VERY_LATE_DAYS = 14

/**
 * Which alerts a product deserves, at most one of a kind.
 *
 * @param seen what `forecast` says of the same figures
 * @param today the company's day
 */
export function dueAlerts(figures: ProductFigures, seen: Forecast, today: string): DueAlert[] {
  const due: DueAlert[] = []
  const add = (kind: AlertKind, severity: number | null) => {
    if (severity !== null) due.push({ kind, severity })
  }
  add('out_of_stock', outOfStock(figures, seen))
  add('stockout', stockout(figures, seen, today))
  add('low_stock', lowStock(figures, seen))
  add('over_stock', overStock(figures))
  add('late_order', lateOrder(figures, seen, today))
  return due
}

/** A product that was never in stock and has no reorder point is one that nobody keeps in stock. */
function outOfStock({ everMoved, reorderPoint }: ProductFigures, seen: Forecast): number | null {
  if (seen.available > 0 || (!everMoved && reorderPoint === 0)) return null
  return seen.dailyDemand > 0 ? CRITICAL : WARNING
}

/**
 * The shelf will be empty before the next receipt, or before goods ordered today could come. Says
 * nothing while a late order may come any day: there the late order is the alert.
 */
function stockout(figures: ProductFigures, seen: Forecast, today: string): number | null {
  const { daysUntilStockout: days, daysWithIncoming, gapDays } = seen
  if (days === null || daysWithIncoming === null || seen.available <= 0) return null
  if (figures.receipts.some((receipt) => mayComeAnyDay(receipt, today))) return null
  const leadTimeDays = figures.leadTimeDays ?? UNKNOWN_LEAD_TIME_DAYS
  const isTooLate = daysWithIncoming <= leadTimeDays
  const isGap = gapDays !== null && gapDays > 0
  if (!isTooLate && !isGap) return null
  const severity = byDays(isGap ? days : daysWithIncoming)
  return seen.observedDays < TRUSTED_DAYS ? Math.min(severity, WARNING) : severity
}

function mayComeAnyDay({ lateSince, arrivesOn }: OpenReceipt, today: string): boolean {
  return lateSince !== null && arrivesOn !== null && arrivesOn < today
}

/** Goods on the way count, because there is nothing to order. */
function lowStock({ reorderPoint }: ProductFigures, seen: Forecast): number | null {
  if (seen.available <= 0 || seen.available + seen.incoming > reorderPoint) return null
  return seen.available * 2 <= reorderPoint ? WARNING : INFO
}

function overStock({ onHand, maxStock }: ProductFigures): number | null {
  return maxStock !== null && onHand > maxStock ? INFO : null
}

function lateOrder({ receipts }: ProductFigures, seen: Forecast, today: string): number | null {
  let daysLate = 0
  for (const { lateSince } of receipts) {
    if (lateSince !== null) daysLate = Math.max(daysLate, daysBetween(lateSince, today))
  }
  if (daysLate === 0) return null
  const byLateness = daysLate > VERY_LATE_DAYS ? WARNING : INFO
  return Math.max(byLateness, byDays(seen.daysUntilStockout))
}

function byDays(days: number | null): number {
  if (days === null || days > WARNING_DAYS) return INFO
  return days < CRITICAL_DAYS ? CRITICAL : WARNING
}
