import { IDEMPOTENCY_HOURS } from '../audit/mutate.ts'
import type { Platform } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import type { Tx } from '../db/types.ts'
import {
  deleteEndedPasswordResets,
  deleteEndedSessions,
  deleteExpiredCounters,
  deleteOldIdempotencyKeys,
} from '../repositories/expired-rows.ts'

/** A transaction stays this small, because nobody can sell while SQLite's only writer is busy. */
const BATCH = 500

/**
 * Removes what nobody can use any more: expired rate counters, idempotency keys, sessions and
 * password resets. Any number of processes may do so at once.
 *
 * @param signal ends the work after the present batch
 */
export async function housekeepDatabase(
  platform: Pick<Platform, 'writer' | 'now'>,
  signal?: AbortSignal,
): Promise<void> {
  const now = platform.now()
  const at = now.toISOString()
  const oldestKey = new Date(now.getTime() - IDEMPOTENCY_HOURS * 3_600_000).toISOString()
  const steps: ((tx: Tx) => Promise<number>)[] = [
    (tx) => deleteExpiredCounters(tx, now.getTime(), BATCH),
    (tx) => deleteOldIdempotencyKeys(tx, oldestKey, BATCH),
    (tx) => deleteEndedSessions(tx, at, BATCH),
    (tx) => deleteEndedPasswordResets(tx, at, BATCH),
  ]
  for (const step of steps) {
    let deleted = BATCH
    while (deleted === BATCH && !signal?.aborted) deleted = await housekeep(platform, step)
  }
}
