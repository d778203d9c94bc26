/** What a check found. */
export interface Finding {
  /** What was looked at. */
  what: string
  /** `warn` works today, `fail` does not. */
  level: 'ok' | 'warn' | 'fail'
  says: string
  /** What to do about it. */
  cure?: string
}

export const ok = (what: string, says: string): Finding => ({ what, level: 'ok', says })

export const warn = (what: string, says: string, cure: string): Finding => {
  return { what, level: 'warn', says, cure }
}

export const fail = (what: string, says: string, cure: string): Finding => {
  return { what, level: 'fail', says, cure }
}
