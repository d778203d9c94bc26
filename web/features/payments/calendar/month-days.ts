import { addDays } from '#shared/domain/days.ts'

const SATURDAY = 6
const MONDAY = 1

/** The weekday that weeks begin with where a language is spoken, from 1 for Monday. */
export function firstWeekday(locale: string): number {
  return locale.startsWith('ar') ? SATURDAY : MONDAY
}

/** The weeks that a month touches, each with its seven days. */
export function weeksOf(month: string, locale: string): string[][] {
  const first = `${month}-01`
  const start = startOfWeek(first, locale)
  const weeks: string[][] = []
  for (let week = start; week < addMonths(month, 1); week = addDays(week, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(week, index)))
  }
  return weeks
}

export function startOfWeek(day: string, locale: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return addDays(day, -((weekday - firstWeekday(locale) + 7) % 7))
}

/** A month so many months later, `YYYY-MM`. */
export function addMonths(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 7)
}

/** The same day of another month, or its last day where it has no such day. */
export function sameDayIn(month: string, day: string): string {
  const last = addDays(`${addMonths(month, 1)}-01`, -1)
  const wanted = `${month}-${day.slice(8)}`
  return wanted > last ? last : wanted
}

/** The day that a key goes to in a calendar; undefined for keys that go nowhere. */
export function dayAfterKey(
  key: string,
  day: string,
  { locale, isRightToLeft }: { locale: string; isRightToLeft: boolean },
): string | undefined {
  const forwards = isRightToLeft ? -1 : 1
  switch (key) {
    case 'ArrowRight':
      return addDays(day, forwards)
    case 'ArrowLeft':
      return addDays(day, -forwards)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'Home':
      return startOfWeek(day, locale)
    case 'End':
      return addDays(startOfWeek(day, locale), 6)
    case 'PageDown':
      return sameDayIn(addMonths(day.slice(0, 7), 1), day)
    case 'PageUp':
      return sameDayIn(addMonths(day.slice(0, 7), -1), day)
    default:
      return undefined
  }
}

/** Whether it is a month such as `2026-11`, as an address may name one. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
}
