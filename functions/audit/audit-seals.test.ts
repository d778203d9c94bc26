import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { readEntryHashes } from '#shared/audit/seal-hash.ts'
import { anyHash, auditRights, forgeSeal, threeSeals, verify } from '#shared/testing/sealed-log.ts'
import { testApp } from '#shared/testing/test-app.ts'

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
    await using t = await testApp(app, auditRights)
    await threeSeals(t)

    await t.seed((tx) => tx.updateTable('auditSeal').set(set).where('number', '=', 2).execute())

    const { ok, firstBroken } = await verify(t)
    expect({ ok, firstBroken }).toEqual({
      ok: false,
      firstBroken: { sealNumber: 2, entryId: null, reason },
    })
  })

  it.each([1, 2])('is named when seal %i is gone', async (number) => {
    await using t = await testApp(app, auditRights)
    await threeSeals(t)

    await t.seed((tx) => tx.deleteFrom('auditSeal').where('number', '=', number).execute())

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: number, entryId: null, reason: 'a seal is missing' })
  })

  it('is betrayed by its entries when the last one is gone', async () => {
    await using t = await testApp(app, auditRights)
    const [, , , , fifth] = await threeSeals(t)

    await t.seed((tx) => tx.deleteFrom('auditSeal').where('number', '=', 3).execute())

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 3, entryId: fifth, reason: 'a seal is missing' })
  })

  it('breaks the chain when it was made anew over a changed entry', async () => {
    await using t = await testApp(app, auditRights)
    const [first] = await threeSeals(t)

    await t.seed(async (tx) => {
      await tx.updateTable('auditEntry').set({ actorName: 'X' }).where('id', '=', first).execute()
      await forgeSeal(tx, 1)
    })

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 2, entryId: null, reason: 'chain broken' })
  })

  it('is betrayed by the outside log when the whole chain was linked anew', async () => {
    await using t = await testApp(app, auditRights)
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
    await using t = await testApp(app, auditRights)
    const ids = await threeSeals(t)

    const seals = await t.db
      .selectFrom('auditSeal')
      .select('entryHashes')
      .orderBy('number')
      .execute()

    const listed = seals.flatMap((seal) => readEntryHashes(seal.entryHashes) ?? [])
    expect(listed).toEqual(ids.map((id) => [id, anyHash]))
  })
})
