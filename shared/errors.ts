/** Every way a request can be refused. `shared/http/problems.ts` gives each its HTTP status. */
export type ErrorCode =
  | 'INVALID'
  | 'INSUFFICIENT_STOCK'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'STALE_VERSION'
  | 'ILLEGAL_STATE'
  | 'TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'

/** One thing wrong with an input: where it is, what is wrong, and a stable code. */
export interface Issue {
  /** Dotted path into the input, e.g. `lines.0.quantity`; empty for the input as a whole. */
  path: string
  message: string
  code: string
}

/**
 * A refusal that the caller can understand and act on. `message` is shown to the caller as it is,
 * `details` are extra members of the problem document; neither may hold a secret.
 */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** The input breaks a rule; `issues` lists every problem found, not only the first. */
export class InvalidError extends AppError {
  override name = 'InvalidError'

  constructor(issues: readonly Issue[], message = summary(issues)) {
    super('INVALID', message, { errors: issues })
  }
}

/** There is no such record, or the actor may not know of it. */
export class NotFoundError extends AppError {
  override name = 'NotFoundError'

  constructor(what: string, id: string) {
    super('NOT_FOUND', `there is no ${what} ${id}`, { id })
  }
}

/** The change clashes with what is stored: a taken name, a record in use. */
export class ConflictError extends AppError {
  override name = 'ConflictError'

  constructor(message: string, details: Record<string, unknown> = {}) {
    super('CONFLICT', message, details)
  }
}

/**
 * A compare-and-set found another version than the one just read. `mutate` runs the work again; what
 * reaches the caller is that somebody else was faster each time.
 */
export class LostUpdateError extends ConflictError {
  override name = 'LostUpdateError'

  constructor(message: string) {
    super(`${message}: try again`, { retryAfterSeconds: 1 })
  }
}

/** The record was changed by somebody else since the caller read it. */
export class StaleVersionError extends AppError {
  override name = 'StaleVersionError'

  constructor(what: string, expected: number, current: number) {
    super(
      'STALE_VERSION',
      `the ${what} was changed meanwhile: you sent version ${expected}, it is now ${current}; read it again and repeat your change`,
      { expectedVersion: expected, currentVersion: current },
    )
  }
}

/** A single issue as an error, for rules that a schema cannot state. */
export function invalid(path: string, message: string, code = 'custom'): InvalidError {
  return new InvalidError([{ path, message, code }])
}

function summary(issues: readonly Issue[]): string {
  const [first] = issues
  if (!first) return 'the input is not valid'
  const where = first.path ? `${first.path}: ` : ''
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return `${where}${first.message}${more}`
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The code that a driver or the platform gave an error; empty when there is none. */
export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** PostgreSQL: serialization failure and deadlock. */
const rivalry = new Set(['40001', '40P01'])

/**
 * Whether the database refused because others were at work: nothing is wrong with what was asked,
 * and nothing was changed. SQLite says SQLITE_BUSY….
 */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('SQLITE_BUSY') || rivalry.has(code)
}

/** PostgreSQL: starting up or shutting down, and no connection left. */
const outOfReach = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECT_TIMEOUT',
  '57P03',
  '53300',
])

/** Whether no connection to the database came about, so that it was not even asked. */
export function isOutOfReach(error: unknown): boolean {
  return outOfReach.has(codeOf(error))
}
