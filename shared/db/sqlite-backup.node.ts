import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import SqliteDatabase from 'better-sqlite3'
import type { DatabaseCopy } from './open-database.ts'

/** One copy is made after the other: each takes as much room as the database. */
let made: Promise<unknown> = Promise.resolve()

/**
 * A copy of a SQLite file as it was at one moment, whoever writes meanwhile. It lies beside the
 * database, where there is room for it, and has no name any more when the stream is handed out.
 */
export function copySqlite(path: string): Promise<DatabaseCopy> {
  const copy = made.then(() => copyNow(path))
  made = copy.catch(() => {})
  return copy
}

async function copyNow(path: string): Promise<DatabaseCopy> {
  const target = join(dirname(path), `backup-${randomUUID()}.part`)
  try {
    await writeCopy(path, target)
    const file = await open(target)
    const { size } = await file.stat()
    // Node types its streams apart from those of the web, which they are.
    const body = Readable.toWeb(
      file.createReadStream(),
    ) as NodeReadableStream<Uint8Array> as ReadableStream<Uint8Array>
    return { size, body }
  } finally {
    await rm(target, { force: true })
  }
}

/** Writes a copy to a file, as of one moment. */
export async function writeCopy(path: string, target: string): Promise<void> {
  const connection = new SqliteDatabase(path, { readonly: true })
  try {
    // Within a transaction the copy goes on from page to page; outside of one, every write of
    // somebody else would begin it anew, and a busy shop would never get to its end.
    connection.exec('begin; select count(*) from sqlite_schema')
    await connection.backup(target)
  } finally {
    connection.close()
  }
}

/** The same of a database in memory. */
export function copyOfBytes(bytes: Uint8Array<ArrayBuffer>): DatabaseCopy {
  const { body } = new Response(bytes)
  if (!body) throw new Error('a response with bytes has no body')
  return { size: bytes.length, body }
}
