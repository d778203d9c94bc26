import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asConfigError, requireDatabase, sqliteFileOf } from '../../api/database.ts'
import type { Config } from '../../api/config.ts'
import { CommandError } from '../command.ts'
import { type Contents, differences, requireKnown, totalRows } from './contents.ts'
import {
  type CopyKind,
  keysFileOf,
  kindOfCopy,
  nameOfCopy,
  removeLeftovers,
  requireSum,
  settle,
  sizeOf,
  writeSum,
} from './files.ts'
import {
  copyPostgresTo,
  inspectPostgres,
  requireAloneWithPostgres,
  restorePostgres,
} from './postgres.ts'
import { aloneWithSqlite, copySqliteTo, inspectSqlite, restoreSqlite } from './sqlite.ts'

/** A backup that was read again from its first to its last byte. */
export interface CheckedCopy {
  file: string
  bytes: number
  sha256: string
  /** Of all tables together. */
  rows: number
  migration: string
}

export function kindOfDatabase(config: Pick<Config, 'DATABASE_URL'>): CopyKind {
  return config.DATABASE_URL.startsWith('sqlite:') ? 'sqlite' : 'postgres'
}

/**
 * Copies the database into a folder and checks the copy; it has its name only when all is well.
 * @param withKeys writes the keys beside it, without which what is encrypted in it cannot be read
 */
export async function makeCopy(
  config: Config,
  folder: string,
  { withKeys = false, at = new Date() } = {},
): Promise<CheckedCopy> {
  const kind = kindOfDatabase(config)
  const file = join(folder, nameOfCopy(kind, at))
  const draft = `${file}.part`
  requireDatabase(config.DATABASE_URL)
  await mkdir(folder, { recursive: true })
  await removeLeftovers(folder)
  try {
    const contents = await copyChecked(kind, config.DATABASE_URL, draft)
    await settle(draft, file)
    const sha256 = await writeSum(file)
    if (withKeys) await writeKeys(keysFileOf(file), config)
    const { migration } = contents
    return { file, bytes: await sizeOf(file), sha256, rows: totalRows(contents), migration }
  } catch (error) {
    await rm(draft, { force: true })
    throw diskFull(error, folder) ?? asConfigError(config.DATABASE_URL, error)
  }
}

async function copyChecked(kind: CopyKind, url: string, draft: string): Promise<Contents> {
  if (kind === 'sqlite') {
    await copySqliteTo(sqliteFileOf(url), draft)
    return inspectSqlite(draft)
  }
  const expected = await copyPostgresTo(url, draft)
  const found = await inspectPostgres(draft)
  const missing = differences(expected, found)
  if (missing.length === 0) return found
  throw new CommandError(`the backup is not whole: ${missing.join('; ')}`)
}

/** Reads a backup from its first to its last byte. */
export async function checkCopy(file: string): Promise<{ kind: CopyKind; contents: Contents }> {
  const kind = await kindOfCopy(file)
  await requireSum(file)
  const contents = kind === 'sqlite' ? await inspectSqlite(file) : await inspectPostgres(file)
  requireKnown(contents)
  return { kind, contents }
}

/**
 * Reads a backup as `checkCopy` does, and sees that it is one of this kind of database.
 * @throws CommandError when it does not fit or is damaged
 */
export async function checkFitting(config: Config, file: string): Promise<Contents> {
  const { kind, contents } = await checkCopy(file)
  const wanted = kindOfDatabase(config)
  if (kind === wanted) return contents
  const [have, want] = [names[kind], names[wanted]]
  throw new CommandError(`${file} is of ${have}, but the database is ${want}: set DATABASE_URL`)
}

/**
 * Puts a backup that was checked into the place of the database, wholly or not at all.
 * @throws CommandError when somebody works on the database
 */
export async function restoreCopy(config: Config, file: string, contents: Contents): Promise<void> {
  await requireAlone(config)
  const url = config.DATABASE_URL
  if (kindOfDatabase(config) === 'sqlite') await restoreSqlite(file, sqliteFileOf(url))
  else await restorePostgres(file, url, contents)
}

const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' }

/** @throws CommandError when another process works on the database */
export async function requireAlone(config: Config): Promise<void> {
  if (kindOfDatabase(config) === 'postgres') await requireAloneWithPostgres(config.DATABASE_URL)
  else await aloneWithSqlite(sqliteFileOf(config.DATABASE_URL), () => Promise.resolve())
}

async function writeKeys(file: string, config: Config): Promise<void> {
  const { SECRET_KEY, DB_ENCRYPTION_KEY } = config
  const text = `SECRET_KEY=${SECRET_KEY}\nDB_ENCRYPTION_KEY=${DB_ENCRYPTION_KEY}\n`
  await writeFile(file, text, { mode: 0o600 })
}

function diskFull(error: unknown, folder: string): CommandError | undefined {
  const { code = '' } = error as { code?: string }
  if (code !== 'ENOSPC' && code !== 'SQLITE_FULL') return undefined
  return new CommandError(`the disk of ${folder} is full: make room, or name another with --to`, {
    cause: error,
  })
}
