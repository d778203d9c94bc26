import type { MiddlewareHandler } from 'hono'
import { rateLimiter, type Store } from 'hono-rate-limiter'
import { sha256 } from '../encoding.ts'
import { emailKey } from '../auth/email-key.ts'
import { readMfaToken } from '../auth/access-tokens.ts'
import type { Platform } from '../context.ts'
import { AppError } from '../errors.ts'
import { type CountedHits, countHitsOf, forgetHits, uncountHitOf } from '../auth/rate-counters.ts'
import type { AppContext, AppEnv } from './env.ts'

const MINUTE_MS = 60_000
const SIGN_IN_WINDOW_MS = 15 * MINUTE_MS
const SIGN_IN_FAILURES = 5
/** A process takes its hits from the shared counter in this many portions of the limit. */
const LEASES = 50

export interface Limits {
  /** All requests of one signed-in actor. */
  requests: MiddlewareHandler<AppEnv>
  /** Failed sign-ins and failed codes, by address and by account. */
  signIn: MiddlewareHandler<AppEnv>
}

/** @param perMinute how many requests one actor may make in a minute */
export function createLimits(platform: Platform, perMinute: number): Limits {
  const requests = rateLimiter<AppEnv>({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: false,
    keyGenerator: (c) =>
      `requests ${c.get('ctx').actor.tokenId ?? c.get('ctx').actor.userId ?? ''}`,
    store: leasedStore(platform, MINUTE_MS, Math.max(1, Math.floor(perMinute / LEASES))),
    handler: refuse,
  })
  const byAddress = failureLimiter(
    platform,
    (c) => `sign-in address ${c.get('ctx').ip ?? 'unknown'}`,
  )
  const byAccount = failureLimiter(platform, async (c) => `sign-in account ${await accountOf(c)}`)
  return {
    requests,
    signIn: (c, next) => byAddress(c, async () => void (await byAccount(c, next))),
  }
}

function failureLimiter(
  platform: Platform,
  keyGenerator: (c: AppContext) => string | Promise<string>,
) {
  return rateLimiter<AppEnv>({
    windowMs: SIGN_IN_WINDOW_MS,
    limit: SIGN_IN_FAILURES,
    standardHeaders: false,
    keyGenerator,
    store: databaseStore(platform, SIGN_IN_WINDOW_MS),
    skipSuccessfulRequests: true,
    requestWasSuccessful: (c) => c.res.status !== 401 && c.res.status !== 429,
    handler: refuse,
  })
}

/** The account a sign-in is about; an e-mail address is hashed, because counters are no secret. */
async function accountOf(c: AppContext): Promise<string> {
  const body: unknown = await c.req.json().catch(() => null)
  const { email, mfaToken } = (body ?? {}) as { email?: unknown; mfaToken?: unknown }
  if (typeof mfaToken === 'string') {
    const user = await readMfaToken(c.get('ctx'), mfaToken)
    return user ?? sha256(mfaToken)
  }
  return sha256(typeof email === 'string' ? emailKey(email) : '')
}

function refuse(c: AppContext): never {
  const { resetTime } = c.get('rateLimit' as never) as { resetTime?: Date }
  const remainingMs = (resetTime?.getTime() ?? 0) - c.get('ctx').now().getTime()
  const retryAfterSeconds = Math.max(1, Math.ceil(remainingMs / 1000))
  throw new AppError('RATE_LIMITED', `too many attempts: try again in ${retryAfterSeconds} s`, {
    retryAfterSeconds,
  })
}

/** Each hit is counted in the database, exactly, for all processes together. */
function databaseStore(platform: Platform, windowMs: number): Store<AppEnv> {
  return {
    increment: async (key) => toInfo(await countHitsOf(platform, { key, amount: 1, windowMs })),
    decrement: (key) => uncountHitOf(platform, key),
    resetKey: (key) => forgetHits(platform, key),
  }
}

/**
 * For limits that every request passes: a process takes a portion of hits from the shared counter
 * and spends it by itself, so that only one request in `portion` costs a write. All processes
 * together never let more than the limit through; one may refuse up to a portion too early.
 */
function leasedStore(platform: Platform, windowMs: number, portion: number): Store<AppEnv> {
  const leases = new Map<string, CountedHits & { left: number }>()
  return {
    async increment(key) {
      const now = platform.now().getTime()
      let lease = leases.get(key)
      if (!lease || lease.left === 0 || lease.resetAt <= now) {
        lease = {
          ...(await countHitsOf(platform, { key, amount: portion, windowMs })),
          left: portion,
        }
        if (leases.size > 10_000) leases.clear()
        leases.set(key, lease)
      }
      lease.left -= 1
      return toInfo({ hits: lease.hits - lease.left, resetAt: lease.resetAt })
    },
    decrement: () => {},
    resetKey: (key) => void leases.delete(key),
  }
}

function toInfo({ hits, resetAt }: CountedHits) {
  return { totalHits: hits, resetTime: new Date(resetAt) }
}
