import { IDEMPOTENCY_HOURS } from '../audit/mutate.ts'
import type { Platform } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import type { Tx } from '../db/types.ts'
import { deleteOldEvents } from '../repositories/events.ts'
import { deleteOldDeliveries } from '../repositories/webhook-deliveries.ts'
import {
  deleteEndedPasswordResets,
  deleteEndedSessions,
  deleteExpiredCounters,
  deleteOldIdempotencyKeys,
} from '../repositories/expired-rows.ts'

/** A transaction stays this small, because nobody can sell while SQLite's only writer is busy. */
const BATCH = 500
/** How long events and the log of webhook calls are kept. */
const EVENT_DAYS = 7

/**
 * Removes what nobody can use any more: expired rate counters, idempotency keys, sessions,
 * password resets and old events. Any number of processes may do so at once.
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
  const oldestEvent = now.getTime() - EVENT_DAYS * 86_400_000
  const steps: ((tx: Tx) => Promise<number>)[] = [
    (tx) => deleteExpiredCounters(tx, now.getTime(), BATCH),
    (tx) => deleteOldIdempotencyKeys(tx, oldestKey, BATCH),
    (tx) => deleteEndedSessions(tx, at, BATCH),
    (tx) => deleteEndedPasswordResets(tx, at, BATCH),
    (tx) => deleteOldDeliveries(tx, oldestEvent, BATCH),
    (tx) => deleteOldEvents(tx, oldestEvent, BATCH),
  ]
  for (const step of steps) {
    let deleted = BATCH
    while (deleted === BATCH && !signal?.aborted) deleted = await housekeep(platform, step)
  }
}
