import type { Readable } from 'node:stream'
import { runTool } from './postgres-tools.ts'

/** Takes an archive piece by piece, in the order in which it must be applied. */
export interface ArchiveReader {
  /** Statements, one or several. */
  statements(sql: string): Promise<void>
  /** `copy … from stdin`: gives what takes the lines of one table, with their newlines. */
  table(name: string, copy: string): Promise<TableReader>
}

export interface TableReader {
  lines(text: Buffer, count: number): Promise<void>
  end(): Promise<void>
}

const NEWLINE = 10
const COPY = /^COPY (\S+) .*FROM stdin;$/
/** For psql only, or unknown to older servers. */
const leftOut = /^(\\(un)?restrict |SET transaction_timeout )/

/** Reads an archive of `pg_dump` through `pg_restore`, which unpacks and checks all of it. */
export async function readArchive(file: string, reader: ArchiveReader): Promise<void> {
  const args = ['--no-owner', '--no-privileges', '--file=-', file]
  await runTool('pg_restore', args, { read: (out) => readScript(out, reader) })
}

async function readScript(out: Readable, reader: ArchiveReader): Promise<void> {
  let sql = ''
  let table: TableReader | undefined
  const line = async (text: string) => {
    const [, name] = COPY.exec(text) ?? []
    if (name === undefined) {
      if (!leftOut.test(text)) sql += `${text}\n`
      return
    }
    if (sql.trim() !== '') await reader.statements(sql)
    sql = ''
    table = await reader.table(plainName(name), text)
  }
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of out) {
    rest = Buffer.concat([rest, chunk as Buffer])
    for (;;) {
      if (table) {
        const { upTo, count, isEnd, from } = rowsOf(rest)
        if (count > 0) await table.lines(rest.subarray(0, upTo), count)
        rest = rest.subarray(from)
        if (!isEnd) break
        await table.end()
        table = undefined
      } else {
        const end = rest.indexOf(NEWLINE)
        if (end < 0) break
        await line(rest.subarray(0, end).toString())
        rest = rest.subarray(end + 1)
      }
    }
  }
  if (table) throw new Error('the archive ends within a table')
  if (sql.trim() !== '') await reader.statements(sql)
}

/** The whole lines of a table at the beginning of a text, and where what follows them begins. */
function rowsOf(text: Buffer): { upTo: number; count: number; isEnd: boolean; from: number } {
  let count = 0
  let start = 0
  for (;;) {
    const end = text.indexOf(NEWLINE, start)
    if (end < 0) return { upTo: start, count, isEnd: false, from: start }
    // The line `\.`; within a value a backslash is doubled.
    if (end - start === 2 && text[start] === 0x5c && text[start + 1] === 0x2e) {
      return { upTo: start, count, isEnd: true, from: end + 1 }
    }
    count += 1
    start = end + 1
  }
}

/** `public."order"` → `order`. */
function plainName(name: string): string {
  return (name.split('.').at(-1) ?? name).replaceAll('"', '')
}
