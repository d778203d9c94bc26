import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMigrated } from '#containers/api/database.ts'
import { newId } from '#shared/ids.ts'
import type { MonitorRun } from '#shared/schemas/monitor.ts'
import { runCommand } from '#shared/testing/command.ts'
import { databases } from '#shared/testing/databases.ts'
import { ownPlace } from '#shared/testing/running-shop.ts'

const at = '2026-03-01T10:00:00.000Z'

const run = (env: Record<string, string>, ...args: string[]) => runCommand('monitor', env, ...args)

/** A database with people to write to and products that are out of stock. */
async function shop(url: string, products: number): Promise<void> {
  const database = await openMigrated(url)
  await database.writer.transaction().execute(async (tx) => {
    const stamps = { version: 1, createdAt: at, updatedAt: at }
    await tx
      .updateTable('settings')
      .set({ alertRecipients: JSON.stringify(['boss@shop.example']) })
      .execute()
    for (let n = 0; n < products; n++) {
      await tx
        .insertInto('product')
        .values({
          id: newId('product'),
          sku: `SKU-${n}`,
          skuKey: `SKU-${n}`,
          name: `Product ${n}`,
          nameKey: `product ${n}`,
          unit: 'pcs',
          wholeUnits: 1,
          price: 0,
          cost: 0,
          currency: 'EUR',
          reorderPoint: 5_000,
          reorderQuantity: 0,
          ...stamps,
        })
        .execute()
    }
  })
  await database.close()
}

async function outbox(folder: string): Promise<string[]> {
  const files = (await readdir(join(folder, 'outbox'))).filter((name) => name.endsWith('.eml'))
  return Promise.all(files.map((name) => readFile(join(folder, 'outbox', name), 'utf8')))
}

describe.each(databases)('stockroom monitor on %s', (kind) => {
  it('runs once, mails what is new, and says what it did', async () => {
    await using place = await ownPlace(kind)
    await shop(place.url, 2)

    const first = await run(place.env)
    const again = await run(place.env, '--json')

    expect(first).toEqual({
      code: 0,
      err: '',
      out: 'products: 2, of which 2 are out or running out\nalerts: 2 new, 0 worse, 0 resolved\n2 alerts mailed to 1 person\n',
    })
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(again.out)).toMatchObject({ ran: true, products: 2, opened: 0, mails: 0 })
    const [mail, ...more] = await outbox(place.folder)
    expect(more).toEqual([])
    expect(mail).toContain('To: boss@shop.example')
    expect(mail).toContain('Subject: My company: 2 stock alerts')
    const { db, close } = await openMigrated(place.url)
    const entries = await db.selectFrom('auditEntry').select(['actorName', 'action']).execute()
    await close()
    const entry = { actorName: 'monitor from the command line', action: 'RUN' }
    expect(entries).toEqual([entry, entry])
  })

  it('says that its mail was not taken, which stays queued', async () => {
    await using place = await ownPlace(kind)
    await shop(place.url, 2)
    const nowhere = { MAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtp://127.0.0.1:1' }

    const { code, out } = await run({ ...place.env, ...nowhere })

    expect(code).toBe(0)
    expect(out).toContain('mails not taken yet: 1, which the server tries again')
    const { db, close } = await openMigrated(place.url)
    const mails = await db.selectFrom('mailMessage').select(['state', 'attempts']).execute()
    await close()
    expect(mails).toEqual([{ state: 'queued', attempts: 1 }])
  })

  it('sends one mail when two processes run it at once', async () => {
    await using place = await ownPlace(kind)
    await shop(place.url, 40)

    const ended = await Promise.all([run(place.env, '--json'), run(place.env, '--json')])

    expect(ended.map(({ err }) => err)).toEqual(['', ''])
    const reports = ended.map(({ out }) => JSON.parse(out) as MonitorRun)
    for (const [index, report] of reports.entries()) {
      expect(ended[index]?.code).toBe(report.ran ? 0 : 1)
    }
    expect(reports.reduce((sum, { opened }) => sum + opened, 0)).toBe(40)
    expect(reports.reduce((sum, { mails }) => sum + mails, 0)).toBe(1)
    expect(await outbox(place.folder)).toHaveLength(1)
  })
})

describe('stockroom monitor', () => {
  it('says how it is used', async () => {
    const help = await run({}, '--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('stockroom monitor [options]')
    const wrong = await run({}, '--databse', 'x')
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.err).toContain("Unknown option '--databse'")
  })

  it('says why it could not be tried', async () => {
    const refused = await run({ DATABASE_URL: 'mysql://shop' })
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toContain('DATABASE_URL')
  })
})
