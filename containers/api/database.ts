import type { OpenDatabase } from '#shared/db/open-database.ts'
import { migratePostgres, openPostgres } from '#shared/db/postgres.ts'
import { migrateSqlite, openSqlite } from '#shared/db/sqlite.node.ts'

const sqlitePrefix = /^sqlite:(?:\/\/(?=\/))?/

/** What a start did to the database. */
export interface Migrated {
  /** Names of the migrations that ran. */
  ran: string[]
  /** The copy of a SQLite file made before. */
  backup?: string
}

/**
 * Migrates and opens the database that the URL names: `sqlite:./data/stockroom.db` or
 * `postgres://user@host/name`.
 * @throws MigrationError when it is newer than the code or another server never finishes
 */
export async function openMigrated(
  url: string,
  options: { max?: number } = {},
): Promise<OpenDatabase & { migrated: Migrated }> {
  if (url.startsWith('sqlite:')) {
    const path = url.replace(sqlitePrefix, '')
    const migrated = await migrateSqlite(path)
    return { ...openSqlite(path), migrated }
  }
  const migrated = await migratePostgres(url)
  return { ...openPostgres(url, options), migrated }
}
