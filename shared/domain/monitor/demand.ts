import { startOfDay } from '../day-times.ts'
import { addDays, dayIn } from '../days.ts'

/** How far back sales count: so many days of the company, today included. */
export const DEMAND_WINDOW_DAYS = 90

/** The days whose sales count, in the company's time zone. */
export interface DemandWindow {
  today: string
  /** The first instant of each day, in ms. A day may have 23 or 25 hours. */
  dayStarts: readonly number[]
}

export function demandWindow(timeZone: string, now: Date): DemandWindow {
  const today = dayIn(timeZone, now)
  const dayStarts = Array.from({ length: DEMAND_WINDOW_DAYS }, (_, index) =>
    startOfDay(timeZone, addDays(today, index + 1 - DEMAND_WINDOW_DAYS)).getTime(),
  )
  return { today, dayStarts }
}

/** A time in which nothing was on hand, in ms; `until` null while it lasts. */
export interface EmptySpell {
  from: number
  until: number | null
}

/** What happened to the stock of a product within the window. */
export interface StockHistory {
  /** On hand over all locations when the window began, in 1/1,000. */
  opening: number
  /** The first movement within the window, in ms; null when there was none. */
  firstMovement: number | null
  emptySpells: readonly EmptySpell[]
}

/**
 * On how many days of the window something could be sold. A day counts unless nothing was on hand
 * from its beginning to its end, and not before the first movement of a product that is younger
 * than the window: what nobody could buy says nothing about what people want.
 */
export function daysWithStock(
  { dayStarts }: DemandWindow,
  { opening, firstMovement, emptySpells }: StockHistory,
): number {
  const end = dayStarts.length
  if (opening <= 0 && firstMovement === null) return 0
  const first = opening > 0 || firstMovement === null ? 0 : dayIndex(dayStarts, firstMovement)
  let days = end - first
  for (const { from, until } of emptySpells) {
    // The days on which the last unit left and on which new ones came had stock.
    const left = dayIndex(dayStarts, from)
    const came = until === null ? end : dayIndex(dayStarts, until)
    days -= Math.max(0, came - left - 1)
  }
  return Math.max(1, days)
}

/** The place of the day that an instant lies in; an instant before the window counts to its first day. */
function dayIndex(dayStarts: readonly number[], instant: number): number {
  let low = 0
  let high = dayStarts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((dayStarts[middle] ?? Infinity) <= instant) low = middle
    else high = middle
  }
  return low
}

/** Demand as a fraction, so that days until stockout are not rounded twice. */
export interface Demand {
  /** Sold less what came back, in 1/1,000; never below zero. */
  sold: number
  /** The days with stock on which it was sold. */
  days: number
}

/** @param net sold less what came back, in 1/1,000; below zero when more came back */
export function demandOf(net: number, days: number): Demand {
  return { sold: Math.max(0, net), days }
}

/** The mean demand of a day with stock, in 1/1,000,000 of the product's unit. */
export function dailyDemand({ sold, days }: Demand): number {
  if (sold === 0 || days === 0) return 0
  return Math.min(Math.round((sold * 1_000) / days), Number.MAX_SAFE_INTEGER)
}
