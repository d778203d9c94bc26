import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'

/** A database cannot be brought to the state this code needs; the message says why and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/** How long a start waits for another server that is migrating the same database. */
export const MIGRATION_WAIT_MS = 30_000

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

/** Runs what is pending; gives the names that ran. All or nothing, on both databases. */
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
  if (outcome.error !== undefined) throw asMigrationError(outcome.error)
  return (outcome.results ?? []).map((result) => result.migrationName)
}

function asMigrationError(error: unknown): Error {
  const code = (error as { code?: string }).code
  const waited = code === '55P03' || code?.startsWith('SQLITE_BUSY')
  if (!waited) return error instanceof Error ? error : new Error(String(error))
  return new MigrationError(
    `another server has been migrating this database for ${MIGRATION_WAIT_MS / 1000} s: ` +
      'wait until it is done, then start again',
    { cause: error },
  )
}

/** The same sentence for a lock that could not be had before the migrator ran. */
export async function withMigrationLock<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asMigrationError(error)
  }
}
