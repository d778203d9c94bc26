import { sql } from 'kysely'
import type { AuditEntryTable, AuditRecord, AuditSealTable, Db, Tx } from '../db/types.ts'
import { auditColumns, recordColumns } from './audit-entries.ts'

const columns = [
  'number',
  'sealedAt',
  'entryCount',
  'entryHashes',
  'previousHash',
  'hash',
] as const satisfies readonly (keyof AuditSealTable)[]

/** The newest seal; undefined before the first. */
export async function findLastSeal(
  db: Db,
): Promise<Pick<AuditSealTable, 'number' | 'hash'> | undefined> {
  return db
    .selectFrom('auditSeal')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The seals with a number above `number` and at most `upTo`, in order. */
export async function findSealsAfter(
  db: Db,
  number: number,
  upTo: number,
  limit: number,
): Promise<AuditSealTable[]> {
  return db
    .selectFrom('auditSeal')
    .select(columns)
    .where('number', '>', number)
    .where('number', '<=', upTo)
    .orderBy('number')
    .limit(limit)
    .execute()
}

/** False when somebody else has stored a seal of this number. */
export async function insertSeal(tx: Tx, seal: AuditSealTable): Promise<boolean> {
  const inserted = await tx
    .insertInto('auditSeal')
    .values(seal)
    .onConflict((oc) => oc.column('number').doNothing())
    .returning('number')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The oldest entries that no seal covers yet. */
export async function findUnsealedEntries(db: Db, limit: number): Promise<AuditRecord[]> {
  return db
    .selectFrom('auditEntry')
    .select(recordColumns)
    .where('sealNumber', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Puts unsealed entries under a seal; gives how many of them still were unsealed. */
export async function markSealed(tx: Tx, ids: readonly string[], number: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('auditEntry')
    .set({ sealNumber: number })
    .where('id', 'in', ids)
    .where('sealNumber', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** The entries that claim to be under one of these seals, by seal, then oldest first. */
export async function findEntriesOfSeals(
  db: Db,
  { first, last, limit }: { first: number; last: number; limit: number },
): Promise<AuditEntryTable[]> {
  return db
    .selectFrom('auditEntry')
    .select(auditColumns)
    .where('sealNumber', '>=', first)
    .where('sealNumber', '<=', last)
    .orderBy('sealNumber')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Which of these entries exist, whatever seal they claim. */
export async function findExistingIds(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('auditEntry').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map((row) => row.id))
}

/** The first entry that claims a seal below 1, or one above `last` that is not stored either. */
export async function findEntryOfNoSeal(
  db: Db,
  last: number,
): Promise<{ id: string; sealNumber: number } | undefined> {
  const claims = db
    .selectFrom('auditEntry')
    .leftJoin('auditSeal', 'auditSeal.number', 'auditEntry.sealNumber')
    .select(['auditEntry.id', 'auditEntry.sealNumber'])
    .orderBy('auditEntry.sealNumber')
    .orderBy('auditEntry.id')
    .limit(1)
    .$narrowType<{ sealNumber: number }>()
  // Two queries, because one with `or` would read the whole index.
  const below = await claims.where('auditEntry.sealNumber', '<', 1).executeTakeFirst()
  if (below) return below
  return claims
    .where('auditEntry.sealNumber', '>', last)
    .where('auditSeal.number', 'is', null)
    .executeTakeFirst()
}

/** How many entries are under a seal, and how many are not yet. */
export async function countEntries(db: Db): Promise<{ sealed: number; unsealed: number }> {
  const count = sql<number>`cast(count(*) as integer)`.as('count')
  const entries = db.selectFrom('auditEntry').select(count)
  const sealed = await entries.where('sealNumber', 'is not', null).executeTakeFirstOrThrow()
  const unsealed = await entries.where('sealNumber', 'is', null).executeTakeFirstOrThrow()
  return { sealed: sealed.count, unsealed: unsealed.count }
}

export async function countSeals(db: Db): Promise<number> {
  const count = sql<number>`cast(count(*) as integer)`.as('count')
  return (await db.selectFrom('auditSeal').select(count).executeTakeFirstOrThrow()).count
}
