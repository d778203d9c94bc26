const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day that it is at an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, instant: Date): string {
  let format = formats.get(timeZone)
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
    // Without a calendar and digits of its own choice the runtime may write another year.
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', { timeZone, ...parts })
    formats.set(timeZone, format)
  }
  const found = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const year = (found.get('year') ?? '').padStart(4, '0')
  return `${year}-${found.get('month') ?? ''}-${found.get('day') ?? ''}`
}

/** The day so many days later, or earlier when `days` is negative; never after 9999-12-31. */
export function addDays(day: string, days: number): string {
  const text = new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString()
  return text.startsWith('+') ? '9999-12-31' : text.slice(0, 10)
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}
