import { mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import { AliasingCamelCasePlugin } from './camel-case.ts'
import { Checkpoints } from './checkpoints.node.ts'
import { DurableLog } from './durable-log.node.ts'
import { CommitGroup, GroupCommitDialect } from './group-commit.node.ts'
import {
  MIGRATION_WAIT_MS,
  type MigrationOptions,
  migrateUp,
  pendingMigrations,
  withMigrationLock,
} from './migrate.ts'
import { type OnQuery, type OpenDatabase, queryLog } from './open-database.ts'
import { copyOfBytes, copySqlite } from './sqlite-backup.node.ts'
import type { Database } from './types.ts'

const MEMORY = ':memory:'
const STATEMENTS_KEPT = 500
const BUSY_TIMEOUT_MS = 5_000

export interface SqliteOptions {
  /** How long a write waits for another process. */
  busyTimeoutMs?: number
  onQuery?: OnQuery
}

/**
 * Opens a SQLite file that is migrated already. Writes go through one connection, one transaction
 * at a time, close ones with one commit for all; reads have a second, read-only one, so that a long
 * write never stops them.
 */
export function openSqlite(
  path: string,
  { busyTimeoutMs = BUSY_TIMEOUT_MS, onQuery }: SqliteOptions = {},
): OpenDatabase {
  const connection = connect(path)
  // From here on the group waits for other processes, which lets everything else go on meanwhile.
  connection.pragma('busy_timeout = 0')
  const database = cached(connection)
  const checkpoints = new Checkpoints(path, () => connection.pragma('wal_checkpoint(PASSIVE)'))
  const changes = connection.prepare('select total_changes()').pluck()
  const log = logOf(path, connection)
  const sync = {
    committed: () => checkpoints.committed(changes.get() as number),
    written: () => log?.written() ?? Promise.resolve(),
    isOpen: () => connection.inTransaction,
    run: (statement: string) => void database.prepare(statement).run(),
  }
  const group = new CommitGroup(sync, busyTimeoutMs)
  const writer = wrap(new GroupCommitDialect({ database }, group), onQuery)
  const longWriter = wrap(new GroupCommitDialect({ database }, group, { alone: true }), onQuery)
  const reader = connect(path, { readonly: true })
  const reads = new ReadsDialect({ database: cached(reader) })
  const db = wrap(reads, onQuery)
  return {
    kind: 'sqlite',
    db,
    writer,
    longWriter,
    backup: () => copySqlite(path),
    close: async () => {
      await db.destroy()
      await writer.destroy()
      await checkpoints.close()
      await log?.close()
      connection.close()
      // Kysely ends nothing when it has not read.
      reader.close()
    },
  }
}

/** Where SQLite has a log, commits leave the disk to it; elsewhere each commit waits itself. */
function logOf(path: string, connection: SqliteDatabase.Database): DurableLog | undefined {
  if (connection.pragma('journal_mode', { simple: true }) !== 'wal') return undefined
  connection.pragma('synchronous = NORMAL')
  return new DurableLog(path)
}

/** An in-memory database from the bytes of another one; for tests. */
export function openSqliteCopy(bytes: Uint8Array): OpenDatabase {
  const connection = configure(new SqliteDatabase(Buffer.from(bytes)))
  const db = wrap(new SqliteDialect({ database: cached(connection) }))
  const backup = () => Promise.resolve(copyOfBytes(new Uint8Array(connection.serialize())))
  return { kind: 'sqlite', db, writer: db, longWriter: db, backup, close: () => db.destroy() }
}

/**
 * Brings a SQLite file to the newest migration; a file that holds anything is copied to `backups/`
 * beside it first. Two starting servers wait for each other, at most 30 s.
 *
 * @returns what ran, and where the backup is, if one was made
 */
export async function migrateSqlite(
  path: string,
  { waitMs = MIGRATION_WAIT_MS }: MigrationOptions = {},
): Promise<{ ran: string[]; backup?: string }> {
  return withMigrationLock(waitMs, async () => {
    const connection = connect(path, { timeout: waitMs })
    const dialect = new MigrationDialect({ database: cached(connection) })
    const db = new Kysely<unknown>({ dialect })
    try {
      if ((await pendingMigrations(db)).length === 0) return { ran: [] }
      // The transaction begins immediate, so of two servers one migrates and makes the backup.
      return await db.transaction().execute(async (tx) => {
        if ((await pendingMigrations(tx)).length === 0) return { ran: [] }
        const tables = await tx.introspection.getTables({ withInternalKyselyTables: true })
        const backup = tables.length > 0 ? { backup: await backupSqlite(path) } : {}
        return { ran: await migrateUp(tx), ...backup }
      })
    } finally {
      await db.destroy()
    }
  })
}

/** The bytes of a migrated, otherwise empty database. */
export async function migratedSqliteBytes(): Promise<Uint8Array> {
  const connection = connect(MEMORY)
  const db = new Kysely<unknown>({
    dialect: new MigrationDialect({ database: cached(connection) }),
  })
  await migrateUp(db)
  const bytes = connection.serialize()
  await db.destroy()
  return bytes
}

/**
 * Kysely holds that DDL in SQLite is not transactional, but it is: the migrations run as one
 * transaction, which also keeps a second starting server out.
 */
class MigrationDialect extends SqliteDialect {
  override createAdapter() {
    return new TransactionalAdapter()
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

/** Copies what is committed; a writer may hold its lock meanwhile. */
async function backupSqlite(path: string): Promise<string> {
  const folder = join(dirname(path), 'backups')
  mkdirSync(folder, { recursive: true })
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const target = join(folder, `${basename(path)}.${stamp}`)
  const connection = connect(path, { readonly: true })
  try {
    await connection.backup(target)
  } finally {
    connection.close()
  }
  return target
}

function connect(path: string, options: SqliteDatabase.Options = {}): SqliteDatabase.Database {
  if (path !== MEMORY && !options.readonly) mkdirSync(dirname(path), { recursive: true })
  return configure(new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS, ...options }))
}

function configure(connection: SqliteDatabase.Database): SqliteDatabase.Database {
  if (!connection.readonly) connection.pragma('journal_mode = WAL')
  connection.pragma('foreign_keys = ON')
  // FULL: what is committed survives a power cut, not only a crashed process.
  connection.pragma('synchronous = FULL')
  // In pages of 4 kB: the checkpoint of last resort, for the others see `Checkpoints`.
  connection.pragma('wal_autocheckpoint = 40000')
  connection.pragma('temp_store = MEMORY')
  connection.pragma('cache_size = -65536')
  return connection
}

function wrap(dialect: SqliteDialect, onQuery?: OnQuery): Kysely<Database> {
  const plugins = [new AliasingCamelCasePlugin()]
  return new Kysely<Database>({ dialect, plugins, ...queryLog(onQuery) })
}

/** Reads need not take turns: each is done before the next can begin, and none is a transaction. */
class ReadsDialect extends SqliteDialect {
  override createAdapter() {
    return new ReadsAdapter()
  }
}

class ReadsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true
  }
}

/**
 * Kysely prepares each statement anew; keeping them halves the cost of a small read. Transactions
 * begin immediate, because a deferred one that upgrades its lock fails when another process writes.
 */
function cached(connection: SqliteDatabase.Database) {
  const statements = new Map<string, SqliteDatabase.Statement>()
  return {
    close: () => void connection.close(),
    prepare(text: string): SqliteDatabase.Statement {
      // SQLite has taken it back itself when the disk is full; the reason must not be buried.
      if (text === 'rollback' && !connection.inTransaction) return connection.prepare('select 1')
      const known = statements.get(text)
      if (known) return known
      const statement = connection.prepare(text === 'begin' ? 'begin immediate' : text)
      const oldest = statements.keys().next()
      if (statements.size >= STATEMENTS_KEPT && !oldest.done) statements.delete(oldest.value)
      statements.set(text, statement)
      return statement
    },
  }
}
