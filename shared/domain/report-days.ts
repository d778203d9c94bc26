import { invalid } from '../errors.ts'
import { startOfDay } from './day-times.ts'
import { addDays, dayIn, daysBetween } from './days.ts'

/** As many days as a report goes over, unless its first one is given. */
export const REPORT_DAYS = 30
export const MOST_REPORT_DAYS = 366
/** Before it there is no movement. */
export const FIRST_REPORT_DAY = '1970-01-01'

export interface ReportDay {
  /** `YYYY-MM-DD` in the company's time zone. */
  day: string
  /** The first instant of the day and of the next one, in ms; the same for a day that was left out. */
  from: number
  until: number
}

export interface ReportDays {
  from: string
  to: string
  /** The company's day. */
  today: string
  days: ReportDay[]
}

/**
 * The days of a report: both ends included, until today unless it says otherwise.
 * @throws InvalidError when they are too many, the wrong way round, or all still to come
 */
export function reportDays(
  timeZone: string,
  now: Date,
  asked: { from?: string | undefined; to?: string | undefined },
): ReportDays {
  const today = dayIn(timeZone, now)
  // A browser further east may already live in the company's tomorrow.
  const to = asked.to === undefined || asked.to > today ? today : asked.to
  const from = asked.from ?? later(FIRST_REPORT_DAY, addDays(to, 1 - REPORT_DAYS))
  if (from > today) throw invalid('query.from', `must not be after today, ${today}`, 'too_big')
  if (from > to) throw invalid('query.from', `must not be after ${to}`, 'too_big')
  const count = daysBetween(from, to) + 1
  if (count > MOST_REPORT_DAYS) {
    throw invalid(
      'query.from',
      `must be at most ${MOST_REPORT_DAYS} days before ${to}`,
      'too_small',
    )
  }
  const start = (day: string) => startOfDay(timeZone, day).getTime()
  const days: ReportDay[] = []
  for (let day = from, began = start(from); day <= to;) {
    const next = addDays(day, 1)
    const until = start(next)
    days.push({ day, from: began, until })
    day = next
    began = until
  }
  return { from, to, today, days }
}

function later(a: string, b: string): string {
  return a > b ? a : b
}
