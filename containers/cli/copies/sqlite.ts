import { copyFile, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { writeCopy } from '#shared/db/sqlite-backup.node.ts'
import { isBusy, messageOf } from '#shared/errors.ts'
import { CommandError } from '../command.ts'
import { type Contents, contentsOf } from './contents.ts'
import { settle } from './files.ts'

/** Copies a SQLite file as it is at one moment, whoever writes meanwhile. */
export async function copySqliteTo(path: string, target: string): Promise<void> {
  await writeCopy(path, target)
  const copy = new SqliteDatabase(target)
  // One file, with nothing beside it, wherever it is opened next.
  copy.pragma('journal_mode = DELETE')
  copy.close()
}

/**
 * Opens a copy, has SQLite check every page, index and reference, and counts what is in it.
 * @throws CommandError saying what is damaged
 */
export async function inspectSqlite(file: string): Promise<Contents> {
  try {
    const connection = new SqliteDatabase(file, { readonly: true })
    try {
      const faults = connection.pragma('integrity_check(3)') as { integrity_check: string }[]
      const words = faults.map((fault) => fault.integrity_check)
      if (words.join() !== 'ok') throw new Error(words.join('; '))
      const orphans = connection.pragma('foreign_key_check') as { table: string }[]
      if (orphans.length > 0) throw new Error(`a row of ${orphans[0]?.table} refers to none`)
      return await contentsOf('sqlite', (sql) =>
        Promise.resolve(connection.prepare<[], Record<string, string | number | null>>(sql).all()),
      )
    } finally {
      connection.close()
    }
  } catch (cause) {
    const why = messageOf(cause)
    throw new CommandError(`${file} is damaged: ${why}`, { cause })
  }
}

/**
 * Runs work while nobody else has the database open, and keeps others out meanwhile. What is in the
 * files beside it is in the database afterwards.
 * @throws CommandError when somebody has it open
 */
export async function aloneWithSqlite<T>(path: string, work: () => Promise<T>): Promise<T> {
  if (!existsSync(path)) return work()
  const connection = new SqliteDatabase(path, { timeout: 1_000 })
  try {
    try {
      connection.pragma('locking_mode = EXCLUSIVE')
      connection.pragma('journal_mode = DELETE')
      connection.exec('begin exclusive; commit')
    } catch (cause) {
      if (!isBusy(cause)) throw cause
      throw new CommandError(inUse(`the database ${path} is open in another process`), { cause })
    }
    return await work()
  } finally {
    connection.close()
  }
}

export function inUse(what: string): string {
  return `${what}: stop the server first, with Docker Compose by \`docker compose stop backend\`, and run this as \`docker compose run --rm --no-deps backup stockroom …\``
}

/** Puts a copy in the place of a database that nobody has open: wholly or not at all. */
export async function restoreSqlite(file: string, path: string): Promise<void> {
  const draft = `${path}.restored`
  await rm(draft, { force: true })
  await copyFile(file, draft)
  await aloneWithSqlite(path, () => Promise.resolve())
  for (const suffix of ['-wal', '-shm']) await rm(`${path}${suffix}`, { force: true })
  await settle(draft, path)
}
