import { housekeep } from '../db/housekeep.ts'
import type { Platform } from '../context.ts'
import { countHits, deleteCounter, uncountHit } from '../repositories/rate-counters.ts'

export interface CountedHits {
  hits: number
  /** ms since 1970 */
  resetAt: number
}

/** Counts hits for all processes that share the database. */
export function countHitsOf(
  platform: Platform,
  input: { key: string; amount: number; windowMs: number },
): Promise<CountedHits> {
  return housekeep(platform, (tx) => countHits(tx, { ...input, now: platform.now().getTime() }))
}

export function uncountHitOf(platform: Platform, key: string): Promise<void> {
  return housekeep(platform, (tx) => uncountHit(tx, key))
}

export function forgetHits(platform: Platform, key: string): Promise<void> {
  return housekeep(platform, (tx) => deleteCounter(tx, key))
}
