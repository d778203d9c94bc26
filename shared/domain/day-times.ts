import { dayIn } from './days.ts'

const minuteMs = 60_000
/** No time zone is further from UTC. */
const furthestMs = 15 * 60 * minuteMs

const clocks = new Map<string, Intl.DateTimeFormat>()

/**
 * The first instant of a day in a time zone. It is not midnight where the clock is set forward at
 * midnight; of a day that a time zone left out it is the first instant of the next one.
 */
export function startOfDay(timeZone: string, day: string): Date {
  const middle = Date.parse(`${day}T00:00:00Z`)
  let before = (middle - furthestMs) / minuteMs
  let reached = (middle + furthestMs) / minuteMs
  while (reached - before > 1) {
    const minute = Math.floor((before + reached) / 2)
    if (dayIn(timeZone, new Date(minute * minuteMs)) < day) before = minute
    else reached = minute
  }
  return new Date(reached * minuteMs)
}

/** The hour that a clock shows at an instant in a time zone, 0 to 23. */
export function hourIn(timeZone: string, instant: Date): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-u-nu-latn', { timeZone, hour: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  const hour = clock.formatToParts(instant).find(({ type }) => type === 'hour')
  return Number(hour?.value)
}
