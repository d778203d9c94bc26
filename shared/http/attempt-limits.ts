import type { MiddlewareHandler } from 'hono'
import { rateLimiter, type Store } from 'hono-rate-limiter'
import { readMfaToken } from '../auth/access-tokens.ts'
import { addressKey } from '../auth/address-key.ts'
import { emailKey } from '../auth/email-key.ts'
import { FailedAttemptError } from '../auth/failed-attempt.ts'
import { type CountedHits, countHitsOf, forgetHits, uncountHitOf } from '../auth/rate-counters.ts'
import type { Ctx } from '../context.ts'
import { sha256 } from '../encoding.ts'
import { AppError, messageOf } from '../errors.ts'
import type { AppContext, AppEnv } from './env.ts'

const WINDOW_MS = 15 * 60_000
/** So many attempts are let through in a window; the next one is refused. */
const ATTEMPTS = 5

/** Limits on guessing: five attempts within 15 minutes. */
export interface AttemptLimits {
  /** Failed passwords and codes of a sign-in, by address and by account. */
  signIn: MiddlewareHandler<AppEnv>
  /** Failed passwords and codes of somebody signed in, by person. */
  confirm: MiddlewareHandler<AppEnv>
  /** Wrong reset tokens, by address. */
  passwordReset: MiddlewareHandler<AppEnv>
  /** Requests for a mail with a reset link, by address and by account, each of them. */
  passwordMail: MiddlewareHandler<AppEnv>
}

interface Attempts {
  /** What the counter is called. */
  name: string
  /** Whose attempt it is; undefined when it cannot be said and nothing is to be counted. */
  keyOf: (c: AppContext) => string | undefined | Promise<string | undefined>
  counts: 'failures' | 'all'
}

export function createAttemptLimits(): AttemptLimits {
  const limit = (name: string, keyOf: Attempts['keyOf'], counts: Attempts['counts']) =>
    attemptLimiter({ name, keyOf, counts })
  return {
    signIn: within(
      limit('sign-in address', addressOf, 'failures'),
      limit('sign-in account', accountOf, 'failures'),
    ),
    confirm: limit('confirm user', (c) => c.get('ctx').actor.userId ?? undefined, 'failures'),
    passwordReset: limit('reset address', addressOf, 'failures'),
    passwordMail: within(
      limit('reset mail address', addressOf, 'all'),
      limit('reset mail account', accountOf, 'all'),
    ),
  }
}

/** The middleware of an endpoint that somebody could guess at. */
export function limitedBy(name: keyof AttemptLimits): MiddlewareHandler<AppEnv> {
  return (c, next) => c.get('http').limits[name](c, next)
}

/** Everybody whose address is not known shares one counter: guessing must not be free for them. */
function addressOf(c: AppContext): string {
  const { ip } = c.get('ctx')
  return ip === null ? 'unknown' : addressKey(ip)
}

/** The account an attempt is about; an e-mail address is hashed, because counters are no secret. */
async function accountOf(c: AppContext): Promise<string | undefined> {
  const body: unknown = await c.req.json().catch(() => null)
  const { email, mfaToken } = (body ?? {}) as { email?: unknown; mfaToken?: unknown }
  if (typeof mfaToken === 'string') {
    return (await readMfaToken(c.get('ctx'), mfaToken))?.userId
  }
  return typeof email === 'string' ? sha256(emailKey(email)) : undefined
}

/**
 * Counts exactly, for all processes that share the database. Where only failures count, attempts on
 * one key take turns within the process: one that is still undecided counts as failed, and would
 * refuse the right password that comes at the same moment.
 */
function attemptLimiter({ name, keyOf, counts }: Attempts): MiddlewareHandler<AppEnv> {
  const turns = new Map<string, Promise<unknown>>()
  return async (c, next) => {
    const owner = await keyOf(c)
    if (owner === undefined) return next()
    const key = `${name} ${owner}`
    const limiter = rateLimiter<AppEnv>({
      windowMs: WINDOW_MS,
      limit: ATTEMPTS,
      standardHeaders: false,
      keyGenerator: () => key,
      store: databaseStore(c.get('ctx')),
      skipSuccessfulRequests: counts === 'failures',
      requestWasSuccessful: () => !(c.error instanceof FailedAttemptError),
      handler: refuse,
    })
    if (counts === 'all') return limiter(c, next)
    // A turn that began before the whole body is here would last as long as its sender pleases. A
    // body that breaks off is refused where it is read for its content.
    await c.req.text().catch(() => '')
    return inTurn(turns, key, () => limiter(c, next))
  }
}

function inTurn<T>(
  turns: Map<string, Promise<unknown>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(work)
  const settled: Promise<void> = turn
    .then(
      () => {},
      () => {},
    )
    .then(() => {
      if (turns.get(key) === settled) turns.delete(key)
    })
  turns.set(key, settled)
  return turn
}

/** One limit inside the other; what the inner one refuses is no attempt in the eyes of the outer. */
function within(
  outer: MiddlewareHandler<AppEnv>,
  inner: MiddlewareHandler<AppEnv>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const refusals: unknown[] = []
    await outer(c, async () => {
      try {
        await inner(c, next)
      } catch (error) {
        refusals.push(error)
      }
    })
    if (refusals.length > 0) throw refusals[0]
  }
}

/** Each hit is one write to the shared counter. */
function databaseStore(ctx: Ctx): Store<AppEnv> {
  return {
    increment: async (key) =>
      toInfo(await countHitsOf(ctx, { key, amount: 1, windowMs: WINDOW_MS })),
    decrement: async (key) => {
      try {
        await uncountHitOf(ctx, key)
      } catch (error) {
        // What was asked for is done by now, so an answer that says otherwise would be the worse fault.
        const { log, requestId } = ctx
        log.warn('an attempt stays counted', { error: messageOf(error), requestId })
      }
    },
    resetKey: (key) => forgetHits(ctx, key),
  }
}

export function toInfo({ hits, resetAt }: CountedHits) {
  return { totalHits: hits, resetTime: new Date(resetAt) }
}

/** @throws AppError RATE_LIMITED, which says in how many seconds to try again */
export function refuse(c: AppContext): never {
  const { resetTime } = c.get('rateLimit' as never) as { resetTime?: Date }
  const remainingMs = (resetTime?.getTime() ?? 0) - c.get('ctx').now().getTime()
  const retryAfterSeconds = Math.max(1, Math.ceil(remainingMs / 1000))
  throw new AppError('RATE_LIMITED', `too many attempts: try again in ${retryAfterSeconds} s`, {
    retryAfterSeconds,
  })
}
