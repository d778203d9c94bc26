import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { migrateSqlite, openSqlite } from '#shared/db/sqlite.node.ts'
import type { Db, Tx } from '#shared/db/types.ts'
import { newIdAt } from '#shared/ids.ts'
import { silentLog } from '#shared/log.ts'
import { insertAuditEntries } from '#shared/repositories/audit-entries.ts'
import { verifyAudit } from '#shared/services/audit/verify.ts'
import { databases } from '#shared/testing/databases.ts'
import { runModule } from '#shared/testing/run-module.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { ENTRIES_PER_SEAL, sealAudit } from './seal.ts'

const start = Date.parse('2026-03-02T10:00:00.000Z')

function entry(id: string) {
  const at = '2026-03-02T10:00:00.000Z'
  const what = { action: 'NOTE', entity: 'product', entityId: 'prd_1' }
  const values = { oldValues: null, newValues: '{"a":1}' }
  return { id, at, actorId: null, actorName: 'test', ...what, ...values, requestId: 'r', ip: null }
}

/** Writes that many entries, one a millisecond, and gives their ids. */
async function insertEntries(tx: Tx, count: number, from = start): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, i) => newIdAt('audit', from + i))
  await insertAuditEntries(tx, ids.map(entry))
  return ids
}

const otherSeal = {
  number: 1,
  sealedAt: '2026-03-02T10:00:00.000Z',
  entryCount: 0,
  entryHashes: '[]',
  previousHash: '',
  hash: 'of somebody else',
}

async function seals(db: Db) {
  const rows = await db
    .selectFrom('auditSeal')
    .select(['number', 'entryCount', 'sealedAt'])
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row }))
}

describe.each(databases)('sealAudit on %s', (database) => {
  it('puts every entry under a seal, at most 500 under each, oldest first', async () => {
    await using t = await testApp(app, { database })
    const ids = await t.seed((tx) => insertEntries(tx, 2 * ENTRIES_PER_SEAL + 1))

    expect(await sealAudit(t.platform)).toEqual({ sealed: 1_001 })

    expect((await seals(t.db)).map((seal) => seal.entryCount)).toEqual([500, 500, 1])
    const under = await t.db
      .selectFrom('auditEntry')
      .select(['id', 'sealNumber'])
      .orderBy('id')
      .execute()
    expect(under).toEqual(ids.map((id, i) => ({ id, sealNumber: Math.floor(i / 500) + 1 })))
    expect(await verifyAudit(t.systemCtx())).toMatchObject({
      ok: true,
      seals: 3,
      unsealedEntries: 0,
    })
  })

  it('makes no seal when there is nothing to seal', async () => {
    await using t = await testApp(app, { database })
    await t.seed((tx) => insertEntries(tx, 1))

    expect(await sealAudit(t.platform)).toEqual({ sealed: 1 })
    t.advance(1_000)
    expect(await sealAudit(t.platform)).toEqual({ sealed: 0 })

    expect(await seals(t.db)).toEqual([
      { number: 1, entryCount: 1, sealedAt: '2026-03-02T10:00:00.000Z' },
    ])
  })

  it('stops after the present seal when it is told to, and goes on the next time', async () => {
    await using t = await testApp(app, { database })
    await t.seed((tx) => insertEntries(tx, 2 * ENTRIES_PER_SEAL))
    const ending = new AbortController()
    const log = { ...silentLog, info: () => ending.abort() }

    expect(await sealAudit({ ...t.platform, log }, ending.signal)).toEqual({ sealed: 500 })
    expect(await sealAudit({ ...t.platform, log }, ending.signal)).toEqual({ sealed: 0 })
    expect(await sealAudit(t.platform)).toEqual({ sealed: 500 })

    expect(await verifyAudit(t.systemCtx())).toMatchObject({ ok: true, seals: 2 })
  })

  it('puts an entry that came late, with a lower id, under the next seal', async () => {
    await using t = await testApp(app, { database })
    await t.seed((tx) => insertEntries(tx, 3))
    await sealAudit(t.platform)
    const [late] = await t.seed((tx) => insertEntries(tx, 1, start - 60_000))

    expect(await sealAudit(t.platform)).toEqual({ sealed: 1 })

    const first = await t.db
      .selectFrom('auditEntry')
      .select(['id', 'sealNumber'])
      .orderBy('id')
      .executeTakeFirst()
    expect(first).toEqual({ id: late, sealNumber: 2 })
    expect(await verifyAudit(t.systemCtx())).toMatchObject({ ok: true, seals: 2 })
  })

  it('lets any number of sealers work at once without a gap, a double or a broken chain', async () => {
    await using t = await testApp(app, { database })
    await t.seed((tx) => insertEntries(tx, 3_000))

    const outcomes = await Promise.all([1, 2, 3, 4].map(() => sealAudit(t.platform)))
    const rest = await sealAudit(t.platform)

    const sealed = [...outcomes, rest].reduce((sum, outcome) => sum + outcome.sealed, 0)
    expect(sealed).toBe(3_000)
    expect((await seals(t.db)).map((seal) => seal.number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(await verifyAudit(t.systemCtx())).toMatchObject({
      ok: true,
      sealedEntries: 3_000,
      unsealedEntries: 0,
    })
    const logged = t.logLines.filter((line) => line['event'] === 'audit sealed')
    expect(logged.map((line) => line['seal'])).toEqual([1, 2, 3, 4, 5, 6])
  })

  const rivals: [string, (tx: Tx, id: string) => { execute(): Promise<unknown> }][] = [
    ['an entry was removed', (tx, id) => tx.deleteFrom('auditEntry').where('id', '=', id)],
    [
      'an entry was sealed',
      (tx, id) => tx.updateTable('auditEntry').set({ sealNumber: 9 }).where('id', '=', id),
    ],
    ['the seal was made over others', (tx) => tx.insertInto('auditSeal').values(otherSeal)],
  ]

  it.each(rivals)('leaves nothing behind when, after it looked, %s', async (_, rival) => {
    await using t = await testApp(app, { database })
    const [first = ''] = await t.seed((tx) => insertEntries(tx, 2))
    const late = {
      execute: async <T>(work: (tx: Tx) => Promise<T>) => {
        await t.seed((tx) => rival(tx, first).execute())
        return t.seed(work)
      },
    }
    const writer = { transaction: () => late } as unknown as Db
    const now = () => t.platform.now()

    expect(await sealAudit({ db: t.db, writer, now, log: silentLog })).toEqual({ sealed: 0 })

    expect((await seals(t.db)).filter((seal) => seal.entryCount > 0)).toEqual([])
    const under = await t.db
      .selectFrom('auditEntry')
      .select('id')
      .where('sealNumber', '=', 1)
      .execute()
    expect(under).toEqual([])
  })
})

describe('sealAudit on a SQLite file', () => {
  it('makes one chain out of the work of several processes', async () => {
    await using t = await testApp(app)
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    await migrateSqlite(path)
    const { db, writer, close } = openSqlite(path)
    await writer.transaction().execute((tx) => insertEntries(tx, 5_000))
    const seal = `
      import { sealAudit } from '#shared/audit/seal.ts'
      import { openSqlite } from '#shared/db/sqlite.node.ts'
      import { silentLog } from '#shared/log.ts'
      const { db, writer, close } = openSqlite(process.argv[1])
      const { sealed } = await sealAudit({ db, writer, now: () => new Date(), log: silentLog })
      await close()
      console.log(sealed)`

    const printed = await Promise.all([1, 2].map(() => runModule(seal, path)))

    const rest = await sealAudit({ db, writer, now: () => new Date(), log: silentLog })
    expect(printed.reduce((sum, line) => sum + Number(line), rest.sealed)).toBe(5_000)
    const found = await verifyAudit({ ...t.systemCtx(), db, writer })
    expect(found).toMatchObject({ ok: true, sealedEntries: 5_000, unsealedEntries: 0 })
    await close()
  })
})
