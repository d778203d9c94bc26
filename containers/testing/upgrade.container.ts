import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '#shared/db/migrations/index.ts'
import { expectShop, type Stocked, stockShop } from './shop.ts'
import { Stack } from './stack.ts'

const names = Object.keys(migrations)
const newest = names.at(-1) ?? ''

/** The database as the version before had it: without what the newest migration brought. */
async function asBefore(file: string): Promise<void> {
  const database = new SqliteDatabase(file)
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) }
  const { error, results } = await new Migrator({ db, provider }).migrateDown()
  await db.destroy()
  expect(error).toBeUndefined()
  expect(results?.map(({ migrationName }) => migrationName)).toEqual([newest])
}

describe('a database of the version before', () => {
  let stack: Stack
  let shop: Stocked

  /** A shell with the data, while no server runs. */
  const inData = (script: string, stdin?: string | Buffer) =>
    stack.compose(['run', '--rm', '--no-deps', '-T', 'backend', 'sh', '-ec', script], {
      ...(stdin !== undefined && { stdin }),
    })

  const putOldDatabase = async () => {
    await stack.compose(['stop', 'backend'])
    const old = readFileSync(join(stack.handle.folder, 'old.db'))
    await inData('rm -f /data/stockroom.db*; cat > /data/stockroom.db', old)
  }

  beforeAll(async () => {
    stack = await Stack.make('upgrade')
    await stack.up()
    shop = await stockShop(stack)
    const made = await stack.exec('backend', 'stockroom', 'backup', '--json')
    const { file } = JSON.parse(made) as { file: string }
    const local = join(stack.handle.folder, 'old.db')
    const packed = await stack.exec('backend', 'base64', file)
    writeFileSync(local, Buffer.from(packed, 'base64'))
    await asBefore(local)
  })
  afterAll(() => stack[Symbol.asyncDispose]())

  it('is copied and migrated when the new version starts', async () => {
    await putOldDatabase()
    await stack.up()
    expect(await (await stack.fetch('/api/health/ready')).json()).toMatchObject({
      migration: newest,
    })
    await expectShop(stack, shop)
    const log = await stack.logs('backend')
    expect(log).toMatch(/"event":"database backed up","file":"\/data\/backups\//)
    expect(log).toContain(`"event":"database migrated","ran":"${newest}"`)
  })

  it('is copied, migrated and checked by stockroom upgrade', async () => {
    await putOldDatabase()
    const told = await inData('stockroom upgrade')
    expect(told).toContain('What was there is in /data/backups/')
    expect(told).toContain(`Migrated: ${newest}. Start the server.`)
    await stack.up()
    await expectShop(stack, shop)
  })

  it('of a version that is newer than this one is left alone, and the log says what to do', async () => {
    await stack.compose(['stop', 'backend'])
    const future = `const { DatabaseSync } = require('node:sqlite')
      new DatabaseSync('/data/stockroom.db').exec("insert into kysely_migration values ('999-future', '2030-01-01')")` // prettier-ignore
    await inData(`node -e "$(cat)"`, future)
    const { code } = await stack.try(['up', '-d', '--wait', '--wait-timeout', '15', '--no-build', 'backend']) // prettier-ignore
    expect(code).not.toBe(0)
    expect(await stack.logs('backend')).toMatch(
      /Stockroom cannot start: the database is newer than this version of Stockroom \(it knows 999-future\)/,
    )
  })
})
