import type { MiddlewareHandler } from 'hono'
import { rateLimiter, type Store } from 'hono-rate-limiter'
import type { Actor } from '../auth/actor.ts'
import { type CountedHits, countHitsOf } from '../auth/rate-counters.ts'
import type { Ctx } from '../context.ts'
import { messageOf } from '../errors.ts'
import { type AttemptLimits, createAttemptLimits, refuse, toInfo } from './attempt-limits.ts'
import type { AppEnv } from './env.ts'

const MINUTE_MS = 60_000
/** A process takes its hits from the shared counter in this many portions of the limit. */
const LEASES = 50
const LEASES_KEPT = 10_000
/** How long a portion is spent that could not be counted. */
const UNCOUNTED_MS = 5_000

export interface Limits extends AttemptLimits {
  /** All requests of one signed-in actor. */
  requests: MiddlewareHandler<AppEnv>
}

/** The portions of hits that a process has taken, by whose they are. */
export type KeptLeases = Map<string, Lease>

/**
 * @param perMinute how many requests one actor may make in a minute
 * @param kept what several limits share: plain numbers, which outlive the request that fetched them
 */
export function createLimits(perMinute: number, kept: KeptLeases = new Map()): Limits {
  const leases = new Leases(perMinute, kept)
  const requests: MiddlewareHandler<AppEnv> = (c, next) => {
    const ctx = c.get('ctx')
    const key = requestsOf(ctx.actor)
    if (leases.spend(key, ctx.now().getTime())) return next()
    const limiter = rateLimiter<AppEnv>({
      windowMs: MINUTE_MS,
      limit: perMinute,
      standardHeaders: false,
      keyGenerator: () => key,
      store: leases.storeOn(ctx),
      handler: refuse,
    })
    return limiter(c, next)
  }
  return { requests, ...createAttemptLimits() }
}

function requestsOf({ tokenId, userId }: Actor): string {
  return `requests ${tokenId ?? userId ?? ''}`
}

/** A portion of hits: how many were counted up to its end, and how many of it are left. */
interface Lease extends CountedHits {
  left: number
}

/**
 * The store of a limit that every request passes: a process takes a portion of hits from the shared
 * counter and spends it by itself, so that only one request in `portion` costs a write. All
 * processes together never let more than the limit through; one may refuse up to a portion too early.
 */
class Leases {
  readonly #limit: number
  readonly #portion: number
  readonly #leases: KeptLeases
  readonly #taking = new Map<string, Promise<CountedHits>>()

  constructor(limit: number, kept: KeptLeases) {
    this.#limit = limit
    this.#portion = Math.max(1, Math.floor(limit / LEASES))
    this.#leases = kept
  }

  /**
   * Takes one hit of a portion within the limit; false when a new portion is needed.
   * @param now ms since 1970
   */
  spend(key: string, now: number): boolean {
    const lease = this.#current(key, now)
    if (!lease || lease.left === 0) return false
    lease.left -= 1
    return true
  }

  /** The store whose shared counter is reached through the platform of a request. */
  storeOn(ctx: Ctx): Store<AppEnv> {
    return {
      increment: (key) => this.#increment(ctx, key),
      decrement: () => {
        // Every request counts, whatever came of it.
      },
      resetKey: (key) => void this.#leases.delete(key),
    }
  }

  /** Takes a hit of a new portion, unless the limit of this window is found to be used up. */
  async #increment(ctx: Ctx, key: string) {
    const now = () => ctx.now().getTime()
    for (;;) {
      const known = this.#current(key, now())
      if (known && known.hits > this.#limit) return toInfo(known)
      // Many requests can find a portion used up at once; they share the next one, and the one after it.
      const counted = await (this.#taking.get(key) ?? this.#taken(ctx, key))
      if (this.spend(key, now())) {
        return toInfo({ ...counted, hits: Math.min(counted.hits, this.#limit) })
      }
    }
  }

  async #taken(ctx: Ctx, key: string): Promise<CountedHits> {
    const taking = this.#take(ctx, key)
    this.#taking.set(key, taking)
    try {
      return await taking
    } finally {
      this.#taking.delete(key)
    }
  }

  async #take(ctx: Ctx, key: string): Promise<CountedHits> {
    const counted = await this.#count(ctx, key)
    const fresh = counted.hits > this.#limit ? 0 : this.#portion
    // Where no request may wait for another one, several take a portion at once; none of them is lost.
    const before = this.#leases.get(key)
    const rest = before?.resetAt === counted.resetAt ? before.left : 0
    if (this.#leases.size >= LEASES_KEPT) this.#leases.clear()
    this.#leases.set(key, { ...counted, left: rest + fresh })
    return counted
  }

  /** A database that takes no writes, because it is busy or its disk full, still has what is read. */
  async #count(ctx: Ctx, key: string): Promise<CountedHits> {
    const input = { key, amount: this.#portion, windowMs: MINUTE_MS }
    try {
      return await countHitsOf(ctx, input)
    } catch (error) {
      const { log, requestId } = ctx
      log.warn('requests are not counted', { error: messageOf(error), requestId })
      return { hits: 0, resetAt: ctx.now().getTime() + UNCOUNTED_MS }
    }
  }

  #current(key: string, now: number): Lease | undefined {
    const lease = this.#leases.get(key)
    // One that ends so late was taken before the clock was set back.
    const isCurrent = lease && lease.resetAt > now && lease.resetAt <= now + 2 * MINUTE_MS
    return isCurrent ? lease : undefined
  }
}
