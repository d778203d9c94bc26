/** A full hour as a clock shows it; 24 is the end of the day. */
export function hourWord(hour: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  })
  // No locale writes 24:00, which is what people mean by the end of a day.
  return hour === 24
    ? format.format(0).replace('00', '24')
    : format.format(Date.UTC(2026, 0, 1, hour))
}

export function hourWords({ from, to }: { from: number; to: number }, locale: string): string {
  return `${hourWord(from, locale)} – ${hourWord(to, locale)}`
}
