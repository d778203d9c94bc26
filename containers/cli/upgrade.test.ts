import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, it } from 'vitest'
import { openAsItIs, openMigrated } from '#containers/api/database.ts'
import { migrations } from '#shared/db/migrations/index.ts'
import { runCommand } from '#shared/testing/command.ts'
import { contentsOf } from '#shared/testing/contents.ts'
import { databases } from '#shared/testing/databases.ts'
import { whyNoPostgresTools } from '#shared/testing/postgres-tools.ts'
import { ownPlace } from '#shared/testing/running-shop.ts'
import { startProcess } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const [last = '', before = ''] = Object.keys(migrations).toReversed()

/** A database as the version before left it, with something in it. */
async function older(url: string): Promise<void> {
  const database = await openMigrated(url)
  const db = database.writer.withoutPlugins()
  const getMigrations = () => Promise.resolve({ ...migrations })
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateTo(before)
  expect(error).toBeUndefined()
  await database.writer.updateTable('settings').set({ companyName: 'The old shop' }).execute()
  await database.close()
}

async function look(url: string) {
  const database = await openAsItIs(url)
  try {
    return await contentsOf(database.db)
  } finally {
    await database.close()
  }
}

/** Something in the way of the last migration. */
async function obstruct(url: string): Promise<void> {
  const database = await openAsItIs(url)
  const db = database.writer.withoutPlugins()
  await sql`create table mail_attachment (id text primary key)`.execute(db)
  await sql`insert into mail_attachment (id) values ('mine')`.execute(db)
  await database.close()
}

const missing = await whyNoPostgresTools()

for (const kind of databases) {
  const why = kind === 'postgres' ? missing : undefined
  describe.skipIf(why)(`an upgrade of ${kind}${why ? ` (left out: ${why})` : ''}`, () => {
    it('copies, migrates and says so; the next one has nothing to do', async () => {
      await using place = await ownPlace(kind)
      await older(place.url)

      const done = await runCommand('upgrade', place.env, '--json')
      const again = await runCommand('upgrade', place.env)

      expect(done).toMatchObject({ code: 0, err: '' })
      const { ran, backup } = JSON.parse(done.out) as { ran: string[]; backup: string }
      expect(ran).toEqual([last])
      expect(existsSync(backup)).toBe(true)
      expect(again).toMatchObject({ code: 0, err: '' })
      expect(again.out).toContain('of this version already')
      expect((await look(place.url))['settings']?.join()).toContain('The old shop')
      await using _ = await startProcess(place.env)
    }, 60_000)

    it('that fails leaves the database as it was, and says so', async () => {
      await using place = await ownPlace(kind)
      await older(place.url)
      await obstruct(place.url)
      const whole = await look(place.url)

      const failed = await runCommand('upgrade', place.env)

      expect(failed).toMatchObject({ code: 1 })
      expect(failed.err).toMatch(
        /^the upgrade failed: .+\. The database is as it was before, from /,
      )
      expect(await look(place.url)).toEqual(whole)
      expect(readdirSync(join(place.folder, 'backups')).length).toBeGreaterThanOrEqual(2)
    }, 60_000)

    it('waits for nobody: it is refused while a server runs', async () => {
      await using place = await ownPlace(kind)
      await older(place.url)
      const server = await openAsItIs(place.url)
      await server.db.selectFrom('settings').select('companyName').execute()
      const refused = await runCommand('upgrade', place.env)
      await server.close()
      expect(refused).toMatchObject({ code: 1, out: '' })
      expect(refused.err).toContain('stop the server first')
      expect(existsSync(join(place.folder, 'backups'))).toBe(false)
    }, 60_000)
  })
}

describe('stockroom upgrade', () => {
  it('has nothing to do before the first start', async () => {
    await using folder = await temporaryFolder()
    const done = await runCommand('upgrade', { DATA_DIR: folder.path })
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(folder.path)).not.toContain('stockroom.db')
  })
})
