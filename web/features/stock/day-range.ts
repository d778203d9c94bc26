import { startOfDay } from '#shared/domain/day-times.ts'
import { addDays } from '#shared/domain/days.ts'

/** The instants from the first to the last of these days, which are days of the company's zone. */
export function dayRange(
  from: string,
  to: string,
  timeZone: string,
): { from?: string; to?: string } {
  return {
    ...(isDay(from) && { from: startOfDay(timeZone, from).toISOString() }),
    ...(isDay(to) && { to: lastInstant(timeZone, to).toISOString() }),
  }
}

function lastInstant(timeZone: string, day: string): Date {
  return new Date(startOfDay(timeZone, addDays(day, 1)).getTime() - 1)
}

/** Anybody can write an address. */
function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}
