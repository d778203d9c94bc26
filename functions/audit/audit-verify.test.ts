import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { sealAudit } from '#shared/audit/seal.ts'
import { hashSeal, listEntries, readEntryHashes } from '#shared/audit/seal-hash.ts'
import { recordColumns } from '#shared/repositories/audit-entries.ts'
import type { Tx } from '#shared/db/types.ts'
import { databases } from '#shared/testing/databases.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['suppliers:write', 'suppliers:read', 'audit:read'] } as const
const hash = expect.stringMatching(/^[0-9a-f]{64}$/)

async function createSuppliers(t: TestApp, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    expect((await t.send('POST', '/suppliers', { name: `Supplier ${i}` })).status).toBe(201)
  }
}

async function verify(t: TestApp) {
  const res = await t.send('GET', '/audit/verify')
  expect(res.status).toBe(200)
  return res.json()
}

/** Three seals over two entries each, and one entry that has none yet; gives the ids in order. */
async function threeSeals(t: TestApp): Promise<[string, string, string, string, string, string]> {
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
async function forgeSeal(tx: Tx, number: number, previousHash?: string): Promise<string> {
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

describe.each(databases)('GET /audit/verify on %s', (database) => {
  it('finds nothing wrong with a log that nobody touched', async () => {
    await using t = await testApp(app, { ...rights, database })
    await threeSeals(t)

    const found = await verify(t)

    expect(found).toEqual({
      ok: true,
      seals: 3,
      sealedEntries: 6,
      unsealedEntries: 1,
      lastSealHash: hash,
      firstBroken: null,
    })
    const last = t.logLines.filter((line) => line['event'] === 'audit sealed').at(-1)
    expect(last).toEqual({
      level: 'info',
      event: 'audit sealed',
      seal: 3,
      hash: found.lastSealHash,
      entries: 2,
    })
  })

  it('proves an empty log, and one that was never sealed', async () => {
    await using t = await testApp(app, { ...rights, database })
    const nothing = { ok: true, seals: 0, sealedEntries: 0, lastSealHash: null, firstBroken: null }

    expect(await verify(t)).toEqual({ ...nothing, unsealedEntries: 0 })
    await createSuppliers(t, 2)
    expect(await verify(t)).toEqual({ ...nothing, unsealedEntries: 2 })
  })

  it('names the first of several rows that are broken', async () => {
    await using t = await testApp(app, { ...rights, database })
    const [, second, , fourth, fifth] = await threeSeals(t)

    await t.seed(async (tx) => {
      await tx.deleteFrom('auditEntry').where('id', '=', fifth).execute()
      await tx.updateTable('auditEntry').set({ ip: null }).where('id', '=', fourth).execute()
      await tx.updateTable('auditEntry').set({ ip: null }).where('id', '=', second).execute()
    })

    expect(await verify(t)).toEqual({
      ok: false,
      seals: 3,
      sealedEntries: 5,
      unsealedEntries: 1,
      lastSealHash: hash,
      firstBroken: { sealNumber: 1, entryId: second, reason: 'changed' },
    })
  })
})

describe('a row that was changed on purpose', () => {
  const changes = {
    at: '2026-03-02T10:00:00.001Z',
    actorId: null,
    actorName: 'Somebody else',
    action: 'UPDATE',
    entity: 'product',
    entityId: 'sup_other',
    oldValues: '{}',
    newValues: '{"name":"Another"}',
    requestId: 'req_other',
    ip: '198.51.100.1',
  }

  it.each(Object.entries(changes))('is named when its %s is another', async (column, value) => {
    await using t = await testApp(app, rights)
    const [, , , fourth] = await threeSeals(t)

    await t.seed((tx) =>
      tx
        .updateTable('auditEntry')
        .set({ [column]: value })
        .where('id', '=', fourth)
        .execute(),
    )

    const { ok, firstBroken } = await verify(t)
    expect({ ok, firstBroken }).toEqual({
      ok: false,
      firstBroken: { sealNumber: 2, entryId: fourth, reason: 'changed' },
    })
  })

  it('is named when a value moved from one column to the next', async () => {
    await using t = await testApp(app, rights)
    const [first] = await threeSeals(t)
    const set = { entity: 'supplierX', entityId: 'Y' }
    await t.seed((tx) => tx.updateTable('auditEntry').set(set).where('id', '=', first).execute())
    await t.seed((tx) => forgeSeal(tx, 1))
    const moved = { entity: 'supplier', entityId: 'XY' }
    await t.seed((tx) => tx.updateTable('auditEntry').set(moved).where('id', '=', first).execute())

    const { firstBroken } = await verify(t)

    expect(firstBroken).toEqual({ sealNumber: 1, entryId: first, reason: 'changed' })
  })

  it.each([
    ['none', null],
    ['a later one', 3],
  ])('is named when it was taken from under its seal and put under %s', async (_, sealNumber) => {
    await using t = await testApp(app, rights)
    const [, , third] = await threeSeals(t)

    await t.seed((tx) =>
      tx.updateTable('auditEntry').set({ sealNumber }).where('id', '=', third).execute(),
    )

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 2, entryId: third, reason: 'changed' })
  })
})

describe('a row that was removed or slipped in', () => {
  it('is named as missing', async () => {
    await using t = await testApp(app, rights)
    const [, , third] = await threeSeals(t)

    await t.seed((tx) => tx.deleteFrom('auditEntry').where('id', '=', third).execute())

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 2, entryId: third, reason: 'missing' })
  })

  it.each([
    [2, 'not listed'],
    [4, 'a seal is missing'],
    [0, 'a seal is missing'],
  ])('is named when it claims seal %i', async (sealNumber, reason) => {
    await using t = await testApp(app, rights)
    const [first] = await threeSeals(t)
    const forged = first.replace(/.$/, (last) => (last === 'Z' ? 'Y' : 'Z'))

    await t.seed(async (tx) => {
      const row = await tx
        .selectFrom('auditEntry')
        .selectAll()
        .where('id', '=', first)
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('auditEntry')
        .values({ ...row, id: forged, sealNumber })
        .execute()
    })

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber, entryId: forged, reason })
  })
})

describe('a seal that somebody tampered with', () => {
  it.each([
    ['its time', { sealedAt: '2020-01-01T00:00:00.000Z' }, 'seal changed'],
    ['its list', { entryHashes: '[]' }, 'seal changed'],
    ['its list, to no list', { entryHashes: '{"a":1}' }, 'seal changed'],
    ['its list, to no JSON', { entryHashes: '[[' }, 'seal changed'],
    ['its count', { entryCount: 3 }, 'seal changed'],
    ['its hash', { hash: 'f'.repeat(64) }, 'seal changed'],
    ['the hash it goes back to', { previousHash: '0'.repeat(64) }, 'chain broken'],
  ])('is named when the change is %s', async (_, set, reason) => {
    await using t = await testApp(app, rights)
    await threeSeals(t)

    await t.seed((tx) => tx.updateTable('auditSeal').set(set).where('number', '=', 2).execute())

    const { ok, firstBroken } = await verify(t)
    expect({ ok, firstBroken }).toEqual({
      ok: false,
      firstBroken: { sealNumber: 2, entryId: null, reason },
    })
  })

  it.each([1, 2])('is named when seal %i is gone', async (number) => {
    await using t = await testApp(app, rights)
    await threeSeals(t)

    await t.seed((tx) => tx.deleteFrom('auditSeal').where('number', '=', number).execute())

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: number, entryId: null, reason: 'a seal is missing' })
  })

  it('is betrayed by its entries when the last one is gone', async () => {
    await using t = await testApp(app, rights)
    const [, , , , fifth] = await threeSeals(t)

    await t.seed((tx) => tx.deleteFrom('auditSeal').where('number', '=', 3).execute())

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 3, entryId: fifth, reason: 'a seal is missing' })
  })

  it('breaks the chain when it was made anew over a changed entry', async () => {
    await using t = await testApp(app, rights)
    const [first] = await threeSeals(t)

    await t.seed(async (tx) => {
      await tx.updateTable('auditEntry').set({ actorName: 'X' }).where('id', '=', first).execute()
      await forgeSeal(tx, 1)
    })

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 2, entryId: null, reason: 'chain broken' })
  })

  it('is betrayed by the outside log when the whole chain was linked anew', async () => {
    await using t = await testApp(app, rights)
    const [first] = await threeSeals(t)
    const before = await verify(t)

    await t.seed(async (tx) => {
      await tx.updateTable('auditEntry').set({ actorName: 'X' }).where('id', '=', first).execute()
      const one = await forgeSeal(tx, 1)
      const two = await forgeSeal(tx, 2, one)
      await forgeSeal(tx, 3, two)
    })

    const after = await verify(t)
    expect(after.ok).toBe(true)
    const logged = t.logLines.filter((line) => line['event'] === 'audit sealed')
    expect(logged.map((line) => line['hash'])).toContain(before.lastSealHash)
    expect(logged.map((line) => line['hash'])).not.toContain(after.lastSealHash)
  })

  it('lists its entries by id and hash, for whoever checks without this program', async () => {
    await using t = await testApp(app, rights)
    const ids = await threeSeals(t)

    const seals = await t.db
      .selectFrom('auditSeal')
      .select('entryHashes')
      .orderBy('number')
      .execute()

    const listed = seals.flatMap((seal) => readEntryHashes(seal.entryHashes) ?? [])
    expect(listed).toEqual(ids.map((id) => [id, hash]))
  })
})
