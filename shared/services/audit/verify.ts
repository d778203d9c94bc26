import {
  hashEntry,
  hashSeal,
  NO_SEAL_BEFORE,
  readEntryHashes,
  type SealedEntry,
} from '../../audit/seal-hash.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { AuditRecord, AuditSealTable, Db } from '../../db/types.ts'
import {
  countEntries,
  countSeals,
  findEntriesOfSeals,
  findEntryOfNoSeal,
  findExistingIds,
  findLastSeal,
  findSealsAfter,
} from '../../repositories/audit-seals.ts'
import type { AuditVerification } from '../../schemas/audit.ts'

type Broken = NonNullable<AuditVerification['firstBroken']>

/** How much is read at once: enough to be quick, not so much that other requests wait for it. */
const SEALS_PER_READ = 20
const ENTRIES_PER_READ = 1_000

interface Seal extends AuditSealTable {
  /** Undefined when what is stored there is no list. */
  listed: readonly SealedEntry[] | undefined
}

/**
 * Proves that every sealed entry of the audit log is still what it was when it was sealed, and that
 * none was taken away or slipped in. It reads a few seals at a time, so its memory does not grow with
 * the log. Whoever can rewrite the whole database can also rewrite the whole chain: `lastSealHash` must
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
  let before = { number: 0, hash: NO_SEAL_BEFORE }
  while (before.number < lastNumber) {
    const rows = await findSealsAfter(db, before.number, lastNumber, SEALS_PER_READ)
    if (rows.length === 0) return broken(before.number + 1, null, 'a seal is missing')
    const seals = rows.map((row) => ({ ...row, listed: readEntryHashes(row.entryHashes) }))
    for (const run of runsOf(seals)) {
      const entries = Map.groupBy(await readEntries(db, run), (entry) => entry.sealNumber)
      for (const seal of run) {
        const found = await checkSeal(db, seal, before, entries.get(seal.number) ?? [])
        if (found) return found
        before = seal
      }
    }
  }
  const orphan = await findEntryOfNoSeal(db, lastNumber)
  return orphan ? broken(orphan.sealNumber, orphan.id, 'a seal is missing') : null
}

/** The seals in groups whose entries are read together. */
function runsOf(seals: readonly Seal[]): Seal[][] {
  const runs: Seal[][] = []
  let room = 0
  for (const seal of seals) {
    const size = seal.listed?.length ?? 0
    const run = runs.at(-1)
    if (run && size <= room) run.push(seal)
    else runs.push([seal])
    room = (run && size <= room ? room : ENTRIES_PER_READ) - size
  }
  return runs
}

/**
 * The entries under the seals, and one more than they list: if there is one too many, then one of
 * those that are read is not listed, and comes before whatever was not read.
 */
function readEntries(db: Db, run: readonly Seal[]) {
  const listed = run.reduce((sum, seal) => sum + (seal.listed?.length ?? 0), 0)
  const [first, last] = [run.at(0)?.number ?? 0, run.at(-1)?.number ?? 0]
  return findEntriesOfSeals(db, { first, last, limit: listed + 1 })
}

async function checkSeal(
  db: Db,
  seal: Seal,
  before: { number: number; hash: string },
  entries: readonly AuditRecord[],
): Promise<Broken | null> {
  const { number, listed } = seal
  if (number !== before.number + 1) return broken(before.number + 1, null, 'a seal is missing')
  if (seal.previousHash !== before.hash) return broken(number, null, 'chain broken')
  if (listed?.length !== seal.entryCount || (await hashSeal(seal, listed)) !== seal.hash) {
    return broken(number, null, 'seal changed')
  }
  return checkEntries(db, number, listed, entries)
}

/** The entry with the lowest id among those under the seal that are not as the seal lists them. */
async function checkEntries(
  db: Db,
  number: number,
  listed: readonly SealedEntry[],
  entries: readonly AuditRecord[],
): Promise<Broken | null> {
  const expected = new Map(listed)
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
