import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { sealAudit } from '#shared/audit/seal.ts'
import { newIdAt } from '#shared/ids.ts'
import { insertAuditEntries } from '#shared/repositories/audit-entries.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  anyHash,
  auditRights,
  createSuppliers,
  forgeSeal,
  threeSeals,
  verify,
} from '#shared/testing/sealed-log.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

/** Writes entries in one go, under a seal or under none, and gives their ids. */
async function seedEntries(t: TestApp, count: number, sealNumber: number | null = null) {
  const at = t.platform.now()
  const about = { action: 'NOTE', entity: 'product', entityId: 'prd_1', requestId: 'seed' }
  const rows = Array.from({ length: count }, () => ({
    id: newIdAt('audit', at.getTime()),
    at: at.toISOString(),
    actorName: 'seed',
    sealNumber,
    ...about,
  }))
  await t.seed((tx) => insertAuditEntries(tx, rows))
  return rows.map((row) => row.id)
}

describe.each(databases)('GET /audit/verify on %s', (database) => {
  it('finds nothing wrong with a log that nobody touched', async () => {
    await using t = await testApp(app, { ...auditRights, database })
    await threeSeals(t)

    const found = await verify(t)

    expect(found).toEqual({
      ok: true,
      seals: 3,
      sealedEntries: 6,
      unsealedEntries: 1,
      lastSealHash: anyHash,
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
    await using t = await testApp(app, { ...auditRights, database })
    const nothing = { ok: true, seals: 0, sealedEntries: 0, lastSealHash: null, firstBroken: null }

    expect(await verify(t)).toEqual({ ...nothing, unsealedEntries: 0 })
    await createSuppliers(t, 2)
    expect(await verify(t)).toEqual({ ...nothing, unsealedEntries: 2 })
  })

  it('names the first of several rows that are broken', async () => {
    await using t = await testApp(app, { ...auditRights, database })
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
      lastSealHash: anyHash,
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
    await using t = await testApp(app, auditRights)
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

  it.each(['', ',', '","'])(
    'is named when a value moved to the next column over %j',
    async (by) => {
      await using t = await testApp(app, auditRights)
      const [first] = await threeSeals(t)
      const set = (entity: string, entityId: string) =>
        t.seed((tx) =>
          tx.updateTable('auditEntry').set({ entity, entityId }).where('id', '=', first).execute(),
        )
      await set(`supplier${by}X`, 'Y')
      await t.seed((tx) => forgeSeal(tx, 1))

      await set('supplier', `X${by}Y`)

      const { firstBroken } = await verify(t)
      expect(firstBroken).toEqual({ sealNumber: 1, entryId: first, reason: 'changed' })
    },
  )

  it.each([
    ['none', null],
    ['a later one', 3],
  ])('is named when it was taken from under its seal and put under %s', async (_, sealNumber) => {
    await using t = await testApp(app, auditRights)
    const [, , third] = await threeSeals(t)

    await t.seed((tx) =>
      tx.updateTable('auditEntry').set({ sealNumber }).where('id', '=', third).execute(),
    )

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 2, entryId: third, reason: 'changed' })
  })
})

describe('a long log', () => {
  it('is walked to its end, and the first broken row is named wherever it is', async () => {
    await using t = await testApp(app, auditRights)
    for (let i = 0; i < 45; i++) {
      await createSuppliers(t, 1)
      await sealAudit(t.platform)
    }
    for (const _ of [1, 2, 3]) await seedEntries(t, 500)
    await sealAudit(t.platform)
    const { id } = await t.db
      .selectFrom('auditEntry')
      .select('id')
      .where('sealNumber', '=', 47)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const whole = await verify(t)

    await t.seed((tx) =>
      tx.updateTable('auditEntry').set({ ip: 'x' }).where('id', '=', id).execute(),
    )

    expect(whole).toMatchObject({ ok: true, seals: 48, sealedEntries: 1_545 })
    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 47, entryId: id, reason: 'changed' })
  })

  it.each([1, 30, 47])(
    'names the first of many rows that were slipped under seal %i',
    async (number) => {
      await using t = await testApp(app, auditRights)
      for (let i = 0; i < 45; i++) {
        await createSuppliers(t, 1)
        await sealAudit(t.platform)
      }
      await seedEntries(t, 1_000)
      await sealAudit(t.platform)
      const forged = await seedEntries(t, 600, number)

      const { firstBroken } = await verify(t)

      expect(firstBroken).toEqual({ sealNumber: number, entryId: forged[0], reason: 'not listed' })
    },
  )
})

describe('a row that was removed or slipped in', () => {
  it('is named as missing', async () => {
    await using t = await testApp(app, auditRights)
    const [, , third] = await threeSeals(t)

    await t.seed((tx) => tx.deleteFrom('auditEntry').where('id', '=', third).execute())

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 2, entryId: third, reason: 'missing' })
  })

  it('is named before a later row under the same seal', async () => {
    await using t = await testApp(app, auditRights)
    const [, , third, fourth] = await threeSeals(t)

    await t.seed(async (tx) => {
      await tx.updateTable('auditEntry').set({ ip: null }).where('id', '=', fourth).execute()
      await tx.deleteFrom('auditEntry').where('id', '=', third).execute()
    })

    const { firstBroken } = await verify(t)
    expect(firstBroken).toEqual({ sealNumber: 2, entryId: third, reason: 'missing' })
  })

  it.each([
    [2, 'not listed'],
    [4, 'a seal is missing'],
    [0, 'a seal is missing'],
  ])('is named when it claims seal %i', async (sealNumber, reason) => {
    await using t = await testApp(app, auditRights)
    const [first] = await threeSeals(t)
    // Far from the ids beside it, which differ from it in their last places.
    const forged = first.replace(/.(?=.{8}$)/, (digit) => (digit === 'Z' ? 'Y' : 'Z'))

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
