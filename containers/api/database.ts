import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { MigrationError } from '#shared/db/migration-error.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { migratePostgres, openPostgres, type PostgresOptions } from '#shared/db/postgres.ts'
import { migrateSqlite, openSqlite } from '#shared/db/sqlite.node.ts'
import { codeOf } from '#shared/errors.ts'
import { ConfigError } from './config-error.ts'
import { UNREADABLE_URL } from './database-url.ts'

const sqlitePrefix = /^sqlite:(?:\/\/(?=\/))?/

/** The path in `sqlite:./data/stockroom.db`. */
export function sqliteFileOf(url: string): string {
  return url.replace(sqlitePrefix, '')
}

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
 * @throws MigrationError when it is newer than the code or another server never finishes,
 *   ConfigError when it cannot be reached or is none
 */
export async function openMigrated(
  url: string,
  options: PostgresOptions = {},
): Promise<OpenDatabase & { migrated: Migrated }> {
  try {
    if (url.startsWith('sqlite:')) {
      const path = sqliteFileOf(url)
      const migrated = await migrateSqlite(path)
      return { ...openSqlite(path, options), migrated }
    }
    const migrated = await migratePostgres(url)
    return { ...openPostgres(url, options), migrated }
  } catch (error) {
    throw asConfigError(url, error)
  }
}

/**
 * Opens the database as it is, whatever migrations it has seen.
 * @throws ConfigError when it cannot be reached, is none, or is a file that is not there
 */
export async function openAsItIs(url: string): Promise<OpenDatabase> {
  requireDatabase(url)
  try {
    const opened = url.startsWith('sqlite:') ? openSqlite(sqliteFileOf(url)) : openPostgres(url)
    await sql`select 1`.execute(opened.db)
    return opened
  } catch (error) {
    throw asConfigError(url, error)
  }
}

/** Whether the database is a SQLite file that no start has made yet. */
export function isMissing(url: string): boolean {
  return url.startsWith('sqlite:') && !existsSync(sqliteFileOf(url))
}

/** @throws ConfigError when the file of a SQLite database is not there */
export function requireDatabase(url: string): void {
  if (isMissing(url))
    throw new ConfigError(`DATABASE_URL: there is no database ${sqliteFileOf(url)}`)
}

/** What is wrong in words, where it is known; else the error as it is. */
export function asConfigError(url: string, error: unknown): unknown {
  const why = error instanceof MigrationError ? undefined : complaint(url, error)
  if (why === undefined) return error
  // An error of a URL holds all of it, and so its password.
  const cause = codeOf(error) === 'ERR_INVALID_URL' ? undefined : error
  return new ConfigError(`DATABASE_URL: ${why}`, { cause })
}

const unreachable = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|CONNECT)/
const unopened = /^(SQLITE_(CANTOPEN|READONLY|PERM|IOERR)|ENOTDIR|EEXIST|EACCES|EROFS|EISDIR)/
const full = /^(SQLITE_FULL|ENOSPC)$/
/** Sign-in refused, no such database, too many connections, starting up. */
const refused = /^(28|3D|53|57P)/

/** What is wrong, for those who set the variable; its password is not repeated. */
function complaint(url: string, error: unknown): string | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (code === 'SQLITE_NOTADB') return `${sqliteFileOf(url)} is not a database`
  if (full.test(code)) return `the disk of ${sqliteFileOf(url)} is full: make room there`
  if (unopened.test(code)) return `${sqliteFileOf(url)} cannot be opened (${code})`
  // A sign that was to be written as `%25` fails only where the parts are decoded.
  if (code === 'ERR_INVALID_URL' || error instanceof URIError) return `it ${UNREADABLE_URL}`
  if (unreachable.test(code)) return `${new URL(url).host} cannot be reached (${code})`
  return refused.test(code) ? message : undefined
}
