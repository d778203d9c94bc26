import type { Platform } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import type { AuditRecord, AuditSealTable } from '../db/types.ts'
import {
  findLastSeal,
  findUnsealedEntries,
  insertSeal,
  markSealed,
} from '../repositories/audit-seals.ts'
import { hashSeal, listEntries, NO_SEAL_BEFORE } from './seal-hash.ts'

/** How many entries one seal covers at most. */
export const ENTRIES_PER_SEAL = 500
/** How many seals one run makes at most; the next run goes on from there. */
export const SEALS_PER_RUN = 1_000

type Sealing = Pick<Platform, 'db' | 'writer' | 'now' | 'log'>

/** Another process made this seal, or sealed one of its entries, in the meantime. */
class LostRaceError extends Error {
  override name = 'LostRaceError'
}

/**
 * Puts every entry of the audit log that has none under a seal, oldest first. Each seal hashes its
 * entries and the seal before, and is logged, so that an outside log anchors the chain. Any number
 * of processes may do this at once: one makes the seal, the others leave the rest to it. An entry
 * that was committed late, with an id below those of an earlier seal, comes under the next one.
 *
 * @param signal ends the work after the present seal
 * @returns how many entries this run sealed
 */
export async function sealAudit(
  platform: Sealing,
  signal?: AbortSignal,
): Promise<{ sealed: number }> {
  let sealed = 0
  for (let round = 0; round < SEALS_PER_RUN && !signal?.aborted; round++) {
    const entries = await findUnsealedEntries(platform.db, ENTRIES_PER_SEAL)
    if (entries.length === 0) break
    // Hashing takes its time and must not hold the only writer of SQLite, so it is done before.
    const seal = await sealOver(platform, entries)
    const stored = await storeSeal(platform, seal, entries)
    if (!stored) break
    platform.log.info('audit sealed', {
      seal: seal.number,
      hash: seal.hash,
      entries: entries.length,
    })
    sealed += entries.length
  }
  return { sealed }
}

async function sealOver(
  platform: Sealing,
  entries: readonly AuditRecord[],
): Promise<AuditSealTable> {
  const last = await findLastSeal(platform.db)
  const listed = await listEntries(entries)
  const start = {
    number: (last?.number ?? 0) + 1,
    previousHash: last?.hash ?? NO_SEAL_BEFORE,
    sealedAt: platform.now().toISOString(),
  }
  return {
    ...start,
    entryCount: entries.length,
    entryHashes: JSON.stringify(listed),
    hash: await hashSeal(start, listed),
  }
}

async function storeSeal(
  platform: Sealing,
  seal: AuditSealTable,
  entries: readonly AuditRecord[],
): Promise<boolean> {
  try {
    await housekeep(platform, async (tx) => {
      if (!(await insertSeal(tx, seal))) throw new LostRaceError('the seal exists already')
      const ids = entries.map((entry) => entry.id)
      const marked = await markSealed(tx, ids, seal.number)
      if (marked !== ids.length) throw new LostRaceError('an entry was sealed meanwhile')
    })
    return true
  } catch (error) {
    if (error instanceof LostRaceError) return false
    throw error
  }
}
