import { MigrationError } from '#shared/db/migrate.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { migratePostgres, openPostgres } from '#shared/db/postgres.ts'
import { migrateSqlite, openSqlite } from '#shared/db/sqlite.node.ts'
import { ConfigError } from './config.ts'

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
 * @throws MigrationError when it is newer than the code or another server never finishes,
 *   ConfigError when it cannot be reached or is none
 */
export async function openMigrated(
  url: string,
  options: { max?: number } = {},
): Promise<OpenDatabase & { migrated: Migrated }> {
  try {
    if (url.startsWith('sqlite:')) {
      const path = url.replace(sqlitePrefix, '')
      const migrated = await migrateSqlite(path)
      return { ...openSqlite(path), migrated }
    }
    const migrated = await migratePostgres(url)
    return { ...openPostgres(url, options), migrated }
  } catch (error) {
    const why = error instanceof MigrationError ? undefined : complaint(url, error)
    throw why === undefined ? error : new ConfigError(`DATABASE_URL: ${why}`, { cause: error })
  }
}

const unreachable = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|CONNECT)/
const unopened = /^(SQLITE_(CANTOPEN|READONLY|PERM|IOERR)|ENOTDIR|EEXIST|EACCES|EROFS|EISDIR)/
/** Sign-in refused, no such database, too many connections, starting up. */
const refused = /^(28|3D|53|57P)/

/** What is wrong, for those who set the variable; its password is not repeated. */
function complaint(url: string, error: unknown): string | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (code === 'SQLITE_NOTADB') return `${url.replace(sqlitePrefix, '')} is not a database`
  if (unopened.test(code)) return `${url.replace(sqlitePrefix, '')} cannot be opened (${code})`
  if (code === 'ERR_INVALID_URL') return 'it is not a valid URL'
  if (unreachable.test(code)) return `${new URL(url).host} cannot be reached (${code})`
  return refused.test(code) ? message : undefined
}
