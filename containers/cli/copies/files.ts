import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { CommandError } from '../command.ts'

/** Copies of SQLite are databases themselves, those of PostgreSQL archives of pg_dump. */
export type CopyKind = 'sqlite' | 'postgres'

const extensionOf = { sqlite: '.db', postgres: '.dump' } as const
const copyName = /^stockroom-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.(?:db|dump)$/

/** `stockroom-2026-03-02T10-00-00-000Z.db`: the names sort by time. */
export function nameOfCopy(kind: CopyKind, at: Date): string {
  return `stockroom-${at.toISOString().replaceAll(/[:.]/g, '-')}${extensionOf[kind]}`
}

/** When a copy was made, by its name. */
export function instantOfCopy(name: string): Date | undefined {
  const [, day, hour, minute, second, ms] = copyName.exec(name) ?? []
  return day === undefined ? undefined : new Date(`${day}T${hour}:${minute}:${second}.${ms}Z`)
}

/** What a file is, by its first bytes: its name may be anything. */
export async function kindOfCopy(file: string): Promise<CopyKind> {
  const handle = await open(file).catch(() => undefined)
  if (!handle) throw new CommandError(`there is no backup ${file}`)
  try {
    const { buffer } = await handle.read({ buffer: Buffer.alloc(16) })
    const head = buffer.toString('latin1')
    if (head === 'SQLite format 3\0') return 'sqlite'
    if (head.startsWith('PGDMP')) return 'postgres'
  } finally {
    await handle.close()
  }
  throw new CommandError(
    `${file} is no backup: neither a SQLite database nor an archive of pg_dump`,
  )
}

export const sumFileOf = (file: string) => `${file}.sha256`
export const keysFileOf = (file: string) => `${file.slice(0, -extname(file).length)}.keys`

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Writes the sum as `sha256sum -c` reads it. */
export async function writeSum(file: string): Promise<string> {
  const sum = await sha256Of(file)
  await writeFile(sumFileOf(file), `${sum}  ${basename(file)}\n`, { mode: 0o600 })
  return sum
}

/** @throws CommandError when the file is not the one whose sum was written down */
export async function requireSum(file: string): Promise<void> {
  if (!existsSync(sumFileOf(file))) return
  const [told = ''] = (await readFile(sumFileOf(file), 'utf8')).split(/\s/)
  if (told === (await sha256Of(file))) return
  throw new CommandError(
    `${file} is damaged: its SHA-256 is not the one in ${basename(sumFileOf(file))}; take another backup`,
  )
}

/** Gives a finished file its name, so that it survives a power cut from here on. */
export async function settle(draft: string, file: string): Promise<void> {
  const handle = await open(draft, 'r+')
  await handle.sync()
  await handle.close()
  await rename(draft, file)
  const folder = await open(dirname(file))
  await folder.sync()
  await folder.close()
}

/** The copies in a folder, oldest first. */
export async function listCopies(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => instantOfCopy(name)).toSorted()
}

/** Removes all but the newest copies; gives the names of those it removed. */
export async function keepNewest(folder: string, count: number): Promise<string[]> {
  const names = await listCopies(folder)
  const old = names.slice(0, Math.max(0, names.length - count))
  for (const name of old) {
    const file = join(folder, name)
    for (const path of [sumFileOf(file), keysFileOf(file), file]) await rm(path, { force: true })
  }
  return old
}

/** The age of the newest copy in ms; undefined when there is none. */
export async function ageOfNewest(folder: string, now: Date): Promise<number | undefined> {
  const newest = (await listCopies(folder)).at(-1)
  const at = newest === undefined ? undefined : instantOfCopy(newest)
  return at && now.getTime() - at.getTime()
}

export async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size
}

const LEFTOVER_MS = 86_400_000

/** Removes what copies left behind that were killed; nobody needs a day for one. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^stockroom-.*\.part$/.test(name)) continue
    const file = join(folder, name)
    const { mtimeMs } = await stat(file)
    if (Date.now() - mtimeMs > LEFTOVER_MS) await rm(file, { force: true })
  }
}
