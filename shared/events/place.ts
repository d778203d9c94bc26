import type { Platform } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import { codeOf } from '../errors.ts'
import { hasUnnumbered, newestPosition, numberEvents } from '../repositories/events.ts'

/** How many events get their place in one transaction. */
export const EVENTS_PER_BATCH = 1_000

/** PostgreSQL: another process gave these places, or waits for this one as this one for it. */
const lostRace = new Set(['23505', '40001', '40P01'])

/**
 * Gives every committed event its place in the one order that everybody sees, without gaps, and
 * wakes those who wait for events. Writers cannot do so themselves: an event with a lower number
 * could be committed after one with a higher number was read. Any number of processes may do this
 * at once; who loses leaves the rest to the winner.
 *
 * @param signal ends the work after the present batch
 * @returns how many events this run gave a place
 */
export async function placeEvents(
  platform: Pick<Platform, 'db' | 'writer' | 'feed'>,
  signal?: AbortSignal,
): Promise<number> {
  let placed = 0
  while (!signal?.aborted && (await hasUnnumbered(platform.db))) {
    const numbered = await placeBatch(platform)
    if (numbered === undefined) break
    placed += numbered
    if (numbered < EVENTS_PER_BATCH) break
  }
  platform.feed.announce(await newestPosition(platform.db))
  return placed
}

async function placeBatch(platform: Pick<Platform, 'writer'>): Promise<number | undefined> {
  try {
    return await housekeep(platform, (tx) => numberEvents(tx, EVENTS_PER_BATCH))
  } catch (error) {
    if (lostRace.has(codeOf(error))) return undefined
    throw error
  }
}
