import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MigrationError } from './migration-error.ts'
import { migrations } from './migrations/index.ts'

/** How long a start waits for another server that is migrating the same database. */
export const MIGRATION_WAIT_MS = 30_000

export interface MigrationOptions {
  /** Instead of `MIGRATION_WAIT_MS`. */
  waitMs?: number
}

/** What PostgreSQL answers when `lock_timeout` is over. */
const LOCK_NOT_AVAILABLE = '55P03'

function migrator(db: Kysely<unknown>): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } })
}

/**
 * The names of the migrations that are still to run, oldest first.
 * @throws MigrationError when the database holds migrations that this code does not know
 */
export async function pendingMigrations<DB>(db: Kysely<DB>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return Object.keys(migrations)
  const rows = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  const unknown = rows.map((row) => row.name).filter((name) => !(name in migrations))
  if (unknown.length > 0) {
    throw new MigrationError(
      `the database is newer than this version of Stockroom (it knows ${unknown.join(', ')}): ` +
        'start the newer version again, or restore the backup made before its first start',
    )
  }
  const done = new Set(rows.map((row) => row.name))
  return Object.keys(migrations).filter((name) => !done.has(name))
}

/**
 * Runs what is pending; gives the names that ran. Given a transaction, it is all or nothing. The
 * caller holds whatever lock keeps other servers out, see `withMigrationLock`.
 */
export async function migrateUp(db: Kysely<unknown>): Promise<string[]> {
  return report(await migrator(db).migrateToLatest())
}

/** Takes back every migration, newest first; for tests and for trying a migration out. */
export async function migrateDown(db: Kysely<unknown>): Promise<string[]> {
  const names: string[] = []
  for (;;) {
    const step = report(await migrator(db).migrateDown())
    if (step.length === 0) return names
    names.push(...step)
  }
}

function report(outcome: Awaited<ReturnType<Migrator['migrateToLatest']>>): string[] {
  const { error, results = [] } = outcome
  if (error instanceof Error) throw error
  if (error !== undefined) throw new Error('a migration failed', { cause: error })
  return results.map((result) => result.migrationName)
}

/**
 * Runs work that begins by taking a lock which another server may hold for at most `waitMs`.
 * @throws MigrationError when the lock cannot be had by then
 */
export async function withMigrationLock<T>(waitMs: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== LOCK_NOT_AVAILABLE && !code?.startsWith('SQLITE_BUSY')) throw error
    throw new MigrationError(
      `another server has held this database for ${waitMs / 1000} s, perhaps to migrate it: ` +
        'wait until it is done, then start again',
      { cause: error },
    )
  }
}
