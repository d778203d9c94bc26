import { existsSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, it } from 'vitest'
import { databases, freshDatabase, freshPostgresUrl } from '#shared/testing/databases.ts'
import { runModule } from '#shared/testing/run-module.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { migrateDown, migrateUp, pendingMigrations } from './migrate.ts'
import { MigrationError } from './migration-error.ts'
import { migrations } from './migrations/index.ts'
import { migratePostgres, openPostgres } from './postgres.ts'
import { describeDatabase } from './schema-document.ts'
import { migrateSqlite, openSqlite } from './sqlite.node.ts'
import type { Db } from './types.ts'

const names = Object.keys(migrations)
const newer = /newer than this version of Stockroom \(it knows 999-future\).*restore the backup/

/** The database as a migration sees it: no types, no camel case. */
function untyped(db: Db): Kysely<unknown> {
  return db.withoutPlugins() as unknown as Kysely<unknown>
}

async function addFutureMigration(db: Db): Promise<void> {
  const row = { name: '999-future', timestamp: '2030-01-01T00:00:00.000Z' }
  const open = untyped(db) as Kysely<{ kysely_migration: typeof row }>
  await open.insertInto('kysely_migration').values(row).execute()
}

describe.each(databases)('the migrations on %s', (kind) => {
  it('go up, down to nothing, and up again to the same', async () => {
    const { writer, close } = await freshDatabase(kind)
    const db = untyped(writer)
    const before = await describeDatabase(writer)

    expect(await migrateDown(db)).toEqual(names.toReversed())
    expect(await db.introspection.getTables()).toEqual([])
    expect(await pendingMigrations(db)).toEqual(names)

    expect(await migrateUp(db)).toEqual(names)
    expect(await describeDatabase(writer)).toEqual(before)
    expect(before.length).toBeGreaterThan(15)
    await close()
  })
})

describe('migrateSqlite', () => {
  it('makes the folder and the file, and runs each migration once', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'new', 'stockroom.db')

    expect(await migrateSqlite(path)).toEqual({ ran: names })
    expect(await migrateSqlite(path)).toEqual({ ran: [] })
    expect(existsSync(join(folder.path, 'new', 'backups'))).toBe(false)
  })

  it('copies a file with data before it changes it', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    const old = new Kysely<{ settings: { company_name: string } }>({
      dialect: new SqliteDialect({ database: new SqliteDatabase(path) }),
    })
    const provider = { getMigrations: () => Promise.resolve({ ...migrations }) }
    await new Migrator({ db: old, provider }).migrateTo(names[0] ?? '')
    await old.updateTable('settings').set({ company_name: 'Old & Sons' }).execute()
    await old.destroy()

    const { ran, backup = '' } = await migrateSqlite(path)

    expect(ran).toEqual(names.slice(1))
    expect(backup.startsWith(join(folder.path, 'backups', 'stockroom.db.'))).toBe(true)
    const tables =
      "select name from sqlite_master where name in ('settings', 'supplier') order by 1"
    const company = 'select company_name from settings'
    const copy = new SqliteDatabase(backup, { readonly: true })
    expect(copy.prepare(tables).pluck().all()).toEqual(['settings'])
    expect(copy.prepare(company).pluck().get()).toBe('Old & Sons')
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    copy.close()
    const migrated = new SqliteDatabase(path, { readonly: true })
    expect(migrated.prepare(tables).pluck().all()).toEqual(['settings', 'supplier'])
    expect(migrated.prepare(company).pluck().get()).toBe('Old & Sons')
    migrated.close()
  })

  it('leaves a file as it was when a migration fails', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    const foreign = new SqliteDatabase(path)
    foreign.exec('create table product (mine text)')

    await expect(migrateSqlite(path)).rejects.toThrow('table "product" already exists')

    const tables = "select name from sqlite_master where type = 'table'"
    expect(foreign.prepare(tables).pluck().all()).toEqual(['product'])
    foreign.close()
  })

  it('refuses a file of a newer version in a clear sentence', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    await migrateSqlite(path)
    const database = openSqlite(path)
    await addFutureMigration(database.writer)
    const before = await describeDatabase(database.db)

    const failure = migrateSqlite(path)
    await expect(failure).rejects.toThrow(MigrationError)
    await expect(failure).rejects.toThrow(newer)
    expect(await describeDatabase(database.db)).toEqual(before)
    await database.close()
  })

  it('lets servers that start at once in processes of their own wait for each other', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    const start = `
      import { migrateSqlite } from '#shared/db/sqlite.node.ts'
      console.log(JSON.stringify(await migrateSqlite(process.argv[1])))`

    // While the lock is held, each has time to see that everything is still to be done.
    const other = new SqliteDatabase(path)
    other.pragma('journal_mode = WAL')
    other.exec('begin immediate')
    setTimeout(() => other.exec('rollback'), 1_000)

    const printed = await Promise.all([1, 2, 3].map(() => runModule(start, path)))

    expect(printed.map((line) => line.trim()).toSorted()).toEqual([
      JSON.stringify({ ran: names }),
      '{"ran":[]}',
      '{"ran":[]}',
    ])
    expect(existsSync(join(folder.path, 'backups'))).toBe(false)
    other.close()
    const database = openSqlite(path)
    expect(await pendingMigrations(database.db)).toEqual([])
    await database.close()
  })

  it('waits for a lock only so long, and says so', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    const other = new SqliteDatabase(path)
    other.pragma('journal_mode = WAL')
    other.exec('begin immediate')

    const failure = migrateSqlite(path, { waitMs: 100 })
    await expect(failure).rejects.toThrow(MigrationError)
    await expect(failure).rejects.toThrow(
      'another server has held this database for 0.1 s, perhaps to migrate it: wait until it is done, then start again',
    )

    other.exec('rollback')
    expect(await migrateSqlite(path, { waitMs: 100 })).toEqual({ ran: names })
    other.close()
  })
})

describe('migratePostgres', () => {
  it('runs each migration once, however many servers start at once', async () => {
    const { url, drop } = await freshPostgresUrl('template0')

    const outcomes = await Promise.all([1, 2, 3, 4].map(() => migratePostgres(url)))

    expect(outcomes.map(({ ran }) => ran).toSorted((a, b) => b.length - a.length)).toEqual([
      names,
      [],
      [],
      [],
    ])
    const database = openPostgres(url)
    expect(await pendingMigrations(database.db)).toEqual([])
    await database.close()
    await drop()
  })

  it('refuses a database of a newer version in a clear sentence', async () => {
    const { url, drop } = await freshPostgresUrl('stockroom_template')
    const database = openPostgres(url)
    await addFutureMigration(database.writer)

    const failure = migratePostgres(url)
    await expect(failure).rejects.toThrow(MigrationError)
    await expect(failure).rejects.toThrow(newer)
    await database.close()
    await drop()
  })
})
