import {
  hashEntry,
  hashSeal,
  NO_SEAL_BEFORE,
  readEntryHashes,
  type SealedEntry,
} from '../../audit/seal-hash.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { AuditSealTable, Db } from '../../db/types.ts'
import {
  countEntries,
  countSeals,
  findEntriesOfSeal,
  findEntryOfNoSeal,
  findExistingIds,
  findLastSeal,
  findNextSeal,
} from '../../repositories/audit-seals.ts'
import type { AuditVerification } from '../../schemas/audit.ts'

type Broken = NonNullable<AuditVerification['firstBroken']>

/**
 * Proves that every sealed entry of the audit log is still what it was when it was sealed, and that
 * none was taken away or slipped in. It reads seal by seal, so its memory does not grow with the
 * log. Whoever can rewrite the whole database can also rewrite the whole chain: `lastSealHash` must
 * then be compared with an outside log.
 */
export async function verifyAudit(ctx: Ctx): Promise<AuditVerification> {
  authorize(ctx.actor, 'audit:read')
  // Seals made from here on are not looked at, so a running sealer cannot confuse the walk.
  const last = await findLastSeal(ctx.db)
  const firstBroken = await findBroken(ctx.db, last?.number ?? 0)
  const { sealed, unsealed } = await countEntries(ctx.db)
  return {
    ok: firstBroken === null,
    seals: await countSeals(ctx.db),
    sealedEntries: sealed,
    unsealedEntries: unsealed,
    lastSealHash: last?.hash ?? null,
    firstBroken,
  }
}

async function findBroken(db: Db, lastNumber: number): Promise<Broken | null> {
  let number = 0
  let previousHash = NO_SEAL_BEFORE
  while (number < lastNumber) {
    const seal = await findNextSeal(db, number, lastNumber)
    number += 1
    if (seal?.number !== number) return broken(number, null, 'a seal is missing')
    const found = await checkSeal(db, seal, previousHash)
    if (found) return found
    previousHash = seal.hash
  }
  const orphan = await findEntryOfNoSeal(db, lastNumber)
  return orphan ? broken(orphan.sealNumber, orphan.id, 'a seal is missing') : null
}

async function checkSeal(
  db: Db,
  seal: AuditSealTable,
  previousHash: string,
): Promise<Broken | null> {
  if (seal.previousHash !== previousHash) return broken(seal.number, null, 'chain broken')
  const listed = readEntryHashes(seal.entryHashes)
  if (listed?.length !== seal.entryCount || (await hashSeal(seal, listed)) !== seal.hash) {
    return broken(seal.number, null, 'seal changed')
  }
  return checkEntries(db, seal.number, listed)
}

/** The entry with the lowest id among those under the seal that are not as the seal lists them. */
async function checkEntries(
  db: Db,
  number: number,
  listed: readonly SealedEntry[],
): Promise<Broken | null> {
  const expected = new Map(listed)
  // One more than listed is enough to find an entry that is not.
  const entries = await findEntriesOfSeal(db, number, listed.length + 1)
  const reasons = new Map<string, Broken['reason']>()
  const hashes = await Promise.all(entries.map(hashEntry))
  for (const [index, { id }] of entries.entries()) {
    const hash = expected.get(id)
    if (hash === undefined) reasons.set(id, 'not listed')
    else if (hash !== hashes[index]) reasons.set(id, 'changed')
    expected.delete(id)
  }
  const existing = await findExistingIds(db, [...expected.keys()])
  for (const id of expected.keys()) reasons.set(id, existing.has(id) ? 'changed' : 'missing')

  const [first] = [...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return first ? broken(number, ...first) : null
}

function broken(sealNumber: number, entryId: string | null, reason: Broken['reason']): Broken {
  return { sealNumber, entryId, reason }
}
