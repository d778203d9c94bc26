/**
 * The IANA time zone of that name in its usual letter case, e.g. `europe/berlin` → `Europe/Berlin`;
 * undefined when the runtime knows none. Offsets such as `+01:00` are none: they know no summer.
 */
export function timeZoneName(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
    // A link such as Asia/Kolkata may resolve to another name, which nobody asked for.
    return known.toLowerCase() === name.toLowerCase() ? known : name
  } catch {
    return undefined
  }
}
