type LogLevel = 'info' | 'warn' | 'error'

/** From which level on lines are written. */
export type LowestLevel = LogLevel | 'silent'

/** Fields of one log line; values that could be secret do not belong here. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

/** The log port: structured events, one JSON object a line by default. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, error: unknown, fields?: LogFields): void
}

/**
 * A log that writes JSON lines. `write` takes a finished line without its newline; `now` gives the
 * time in ms. Errors keep their stack, because only the operator reads this.
 */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  // Many lines fall into one millisecond; its text is made once.
  let at = Number.NaN
  let stamp = ''
  const line = (level: LogLevel, event: string, fields: LogFields = {}) => {
    const ms = now()
    if (ms !== at) {
      at = ms
      stamp = new Date(ms).toISOString()
    }
    const rest = JSON.stringify(fields).slice(1)
    const more = rest === '}' ? rest : `,${rest}`
    write(`{"at":"${stamp}","level":"${level}","event":${JSON.stringify(event)}${more}`)
  }
  return {
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
    error: (event, error, fields) => line('error', event, { ...fields, error: describe(error) }),
  }
}

/** Writes nothing; for tests and tools whose output is something else. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** The log without what is below a level. */
export function logFrom(level: LowestLevel, log: Log): Log {
  return {
    info: level === 'info' ? log.info : silentLog.info,
    warn: level === 'info' || level === 'warn' ? log.warn : silentLog.warn,
    error: level === 'silent' ? silentLog.error : log.error,
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`
  return (error.stack ?? `${error.name}: ${error.message}`) + cause
}
