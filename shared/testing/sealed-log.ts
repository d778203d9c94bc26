import { expect } from 'vitest'
import { sealAudit } from '#shared/audit/seal.ts'
import { hashSeal, listEntries } from '#shared/audit/seal-hash.ts'
import type { Tx } from '#shared/db/types.ts'
import { recordColumns } from '#shared/repositories/audit-entries.ts'
import type { AuditVerification } from '#shared/schemas/audit.ts'
import type { TestApp } from './test-app.ts'

/** What the helpers here need. */
export const auditRights = {
  permissions: ['suppliers:write', 'suppliers:read', 'audit:read'],
} as const
/** Any SHA-256. */
export const anyHash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/)

/** Each leaves one entry. */
export async function createSuppliers(t: TestApp, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    expect((await t.send('POST', '/suppliers', { name: `Supplier ${i}` })).status).toBe(201)
  }
}

export async function verify(t: TestApp): Promise<AuditVerification> {
  const res = await t.send('GET', '/audit/verify')
  expect(res.status).toBe(200)
  return res.json()
}

/** Three seals over two entries each, and one entry that has none yet; gives the ids in order. */
export async function threeSeals(
  t: TestApp,
): Promise<[string, string, string, string, string, string]> {
  for (let i = 0; i < 3; i++) {
    await createSuppliers(t, 2)
    expect(await sealAudit(t.platform)).toEqual({ sealed: 2 })
    t.advance(60_000)
  }
  await createSuppliers(t, 1)
  const rows = await t.db.selectFrom('auditEntry').select('id').orderBy('id').execute()
  const [a, b, c, d, e, f] = rows.map((row) => row.id)
  if (!a || !b || !c || !d || !e || !f) throw new Error('there are seven entries')
  return [a, b, c, d, e, f]
}

/** Makes a seal anew over what the entries hold by now, as somebody would who hides a change. */
export async function forgeSeal(tx: Tx, number: number, previousHash?: string): Promise<string> {
  const seals = tx.selectFrom('auditSeal').where('number', '=', number)
  const seal = await seals.selectAll().executeTakeFirstOrThrow()
  const entries = tx.selectFrom('auditEntry').where('sealNumber', '=', number).orderBy('id')
  const listed = await listEntries(await entries.select(recordColumns).execute())
  const forged = { ...seal, previousHash: previousHash ?? seal.previousHash }
  const hash = await hashSeal(forged, listed)
  const entryHashes = JSON.stringify(listed)
  const set = { previousHash: forged.previousHash, entryCount: listed.length, entryHashes, hash }
  await tx.updateTable('auditSeal').set(set).where('number', '=', number).execute()
  return hash
}
