import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Ctx } from '#shared/context.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { openPostgres } from '#shared/db/postgres.ts'
import type { Db, Tx } from '#shared/db/types.ts'
import { newId } from '#shared/ids.ts'
import { claimLease, LeaseLostError } from '#shared/services/monitor/lease.ts'
import { runMonitor as runService } from '#shared/services/monitor/run.ts'
import { databases, freshPostgresUrl } from '#shared/testing/databases.ts'
import { addProduct } from '#shared/testing/goods.ts'
import { alertStates, DAY, mails, monitorRights, runMonitor } from '#shared/testing/monitoring.ts'
import { seedPerson } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const

/** The context of a job on another server than the test's own. */
const onServer = (t: TestApp, { db, writer, longWriter }: OpenDatabase): Ctx => ({
  ...t.systemCtx(),
  db,
  writer,
  longWriter,
})

async function countMails({ db }: OpenDatabase): Promise<number> {
  return (await db.selectFrom('mailMessage').select('id').execute()).length
}

async function insertWanted({ writer }: OpenDatabase, sku: string): Promise<void> {
  const at = '2026-03-01T10:00:00.000Z'
  await writer
    .insertInto('product')
    .values({
      id: newId('product'),
      sku,
      skuKey: sku,
      name: sku,
      nameKey: sku,
      unit: 'pcs',
      wholeUnits: 1,
      price: 0,
      cost: 0,
      currency: 'EUR',
      reorderPoint: 5_000,
      reorderQuantity: 0,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
}

// Two servers on one SQLite file are two processes: the test of the command line has them.
describe('two servers on PostgreSQL', () => {
  it('send one mail, time and again, and never fail', async () => {
    await using t = await testApp(app, rights)
    const { url, drop } = await freshPostgresUrl('stockroom_template')
    const [one, two] = [openPostgres(url), openPostgres(url)]
    try {
      const shop: TestApp = { ...t, seed: (work) => one.writer.transaction().execute(work) }
      await seedPerson(shop, { role: 'owner' })
      for (let round = 1; round <= 8; round++) {
        await insertWanted(one, `SKU-${round}`)
        const runs = [one, two, one, two].map((server) => runService(onServer(t, server)))
        const reports = await Promise.all(runs)
        expect(reports.reduce((sum, { opened }) => sum + opened, 0)).toBe(1)
        expect(reports.reduce((sum, { mailed }) => sum + mailed, 0)).toBe(1)
        expect(await countMails(two)).toBe(round)
      }
      expect(await two.db.selectFrom('alert').select('id').execute()).toHaveLength(8)
    } finally {
      await one.close()
      await two.close()
      await drop()
    }
  })
})

describe.each(databases)('two runs at once on %s', (database) => {
  it('are one: the others say that they did nothing', async () => {
    await using t = await testApp(app, { ...rights, database })
    for (let n = 0; n < 20; n++) await addProduct(t, { reorderPoint: 5 })

    const reports = await Promise.all(Array.from({ length: 8 }, () => runMonitor(t)))

    const ran = reports.filter((report) => report.ran)
    expect(ran.length).toBeGreaterThan(0)
    expect(ran.reduce((sum, { opened }) => sum + opened, 0)).toBe(20)
    expect(ran.reduce((sum, { mailed }) => sum + mailed, 0)).toBe(20)
    for (const report of reports.filter((other) => !other.ran)) {
      expect(report).toMatchObject({ products: 0, opened: 0, mailed: 0, mails: 0 })
    }
    expect(await mails(t)).toHaveLength(1)
    expect(await alertStates(t)).toHaveLength(20)
  })

  it('wait for none: a run that is going on keeps others out for ten minutes at most', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    const dead = await claimLease(t.systemCtx(), undefined)
    expect(dead).toBeDefined()

    expect(await runMonitor(t)).toMatchObject({ ran: false, products: 0 })
    expect(await t.db.selectFrom('alert').select('id').execute()).toEqual([])
    expect(await t.auditActions()).not.toContain('monitor.RUN')
    t.advance(10 * 60_000 - 1)
    expect(await runMonitor(t)).toMatchObject({ ran: false })
    t.advance(1)
    expect(await runMonitor(t)).toMatchObject({ ran: true, opened: 1, mailed: 1 })

    const write = dead?.write((tx) => tx.deleteFrom('alert').execute())
    // The lease of the run that took over was given back, so nobody holds it now.
    await expect(write).rejects.toThrow(LeaseLostError)
    await dead?.release()
    expect(await alertStates(t)).toHaveLength(1)
  })

  it('do not both write when one was asleep for longer than its lease', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    const sleeper = t.systemCtx()
    let winner: unknown
    let begun = 0
    const writer = {
      transaction: () => ({
        execute: async (work: (tx: Tx) => Promise<unknown>) => {
          begun += 1
          // It has the lease, and falls asleep before it writes for the first time.
          if (begun === 2) {
            t.advance(11 * 60_000)
            winner = await runService(t.systemCtx())
          }
          return sleeper.writer.transaction().execute(work)
        },
      }),
    } as unknown as Db

    const report = await runService({ ...sleeper, writer, longWriter: writer })

    expect(winner).toMatchObject({ ran: true, opened: 1, mailed: 1 })
    expect(report).toMatchObject({ ran: false, opened: 0, mailed: 0 })
    expect(t.logLines).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'another run took the place of this one' }),
    )
    expect(await mails(t)).toHaveLength(1)
  })

  it('begin anew after a run that was stopped', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    const stopped = await runService(t.systemCtx(), { signal: AbortSignal.abort() })
    expect(stopped).toMatchObject({ ran: false, products: 0 })
    expect(await runMonitor(t)).toMatchObject({ ran: true, opened: 1, mails: 1 })
  })

  it('open one alert when the same was opened a moment before', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addProduct(t, { reorderPoint: 5 })
    await runMonitor(t)
    const [open] = await t.db.selectFrom('alert').selectAll().execute()
    if (!open) throw new Error('there is no alert')
    const twin = t.seed((tx) =>
      tx
        .insertInto('alert')
        .values({ ...open, id: newId('alert') })
        .execute(),
    )
    await expect(twin).rejects.toThrow()
    expect(open).toMatchObject({ productId: id, locationId: '', kind: 'out_of_stock' })
  })
})

describe('a run that fails', () => {
  it('has marked no alert as mailed without a mail, and another one can begin', async () => {
    await using t = await testApp(app, rights)
    await addProduct(t, { reorderPoint: 5 })
    const broken = sql`create trigger broken before insert on mail_message
      begin select raise(abort, 'the disk is full'); end`
    await broken.execute(t.platform.writer)

    await expect(runService(t.systemCtx())).rejects.toThrow('the disk is full')

    const marked = await t.db.selectFrom('alert').select(['mailedAt', 'mailedSeverity']).execute()
    expect(marked).toEqual([{ mailedAt: null, mailedSeverity: null }])
    await sql`drop trigger broken`.execute(t.platform.writer)
    expect(await runMonitor(t)).toMatchObject({ ran: true, opened: 0, mailed: 1 })
    t.advance(DAY)
    expect(await runMonitor(t)).toMatchObject({ mailed: 0 })
    expect(await mails(t)).toHaveLength(1)
  })
})
