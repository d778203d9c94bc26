import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { freshPostgresUrl } from '#shared/testing/databases.ts'
import { MigrationError } from './migration-error.ts'
import { migrations } from './migrations/index.ts'
import { MIGRATION_LOCK, migratePostgres, openPostgres } from './postgres.ts'

describe('migratePostgres', () => {
  it('waits for another server only so long, says so, and leaves nothing behind', async () => {
    const { url, drop } = await freshPostgresUrl('template0')
    const other = openPostgres(url)

    await other.writer.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx)
      const failure = migratePostgres(url, { waitMs: 100 })
      await expect(failure).rejects.toThrow(MigrationError)
      await expect(failure).rejects.toThrow(
        'another server has held this database for 0.1 s, perhaps to migrate it: wait until it is done, then start again',
      )
    })

    expect(await other.db.introspection.getTables({ withInternalKyselyTables: true })).toEqual([])
    const { ran } = await migratePostgres(url, { waitMs: 100 })
    expect(ran).toEqual(Object.keys(migrations))
    await other.close()
    await drop()
  })

  it('leaves a database as it was when a migration fails, and names the cause', async () => {
    const { url, drop } = await freshPostgresUrl('template0')
    const database = openPostgres(url)
    await sql`create table product (mine text)`.execute(database.db)

    await expect(migratePostgres(url)).rejects.toThrow('relation "product" already exists')

    const tables = await database.db.introspection.getTables({ withInternalKyselyTables: true })
    expect(tables.map((table) => table.name)).toEqual(['product'])
    await database.close()
    await drop()
  })
})

describe('openPostgres', () => {
  it('gives bigint columns and counts as numbers, up to the largest safe one', async () => {
    const { url, drop } = await freshPostgresUrl('stockroom_template')
    const { db, close } = openPostgres(url)
    const largest = Number.MAX_SAFE_INTEGER

    await db.updateTable('settings').set({ approvalLimit: largest }).execute()

    expect(await db.selectFrom('settings').select('approvalLimit').execute()).toEqual([
      { approvalLimit: largest },
    ])
    const count = await sql<{ n: number }>`select count(*) as n from settings`.execute(db)
    expect(count.rows).toEqual([{ n: 1 }])
    await close()
    await drop()
  })

  it('ends its connections when it closes, also when it has only read', async () => {
    const { url, drop } = await freshPostgresUrl('stockroom_template')
    const watcher = openPostgres(url, { max: 1 })
    const { db, close } = openPostgres(url)
    const others = sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`
    await db.selectFrom('settings').select('id').execute()
    expect((await others.execute(watcher.db)).rows).toEqual([{ n: 1 }])

    await close()

    await vi.waitFor(async () => {
      expect((await others.execute(watcher.db)).rows).toEqual([{ n: 0 }])
    })
    await watcher.close()
    await drop()
  })
})
