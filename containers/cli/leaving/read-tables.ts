import { rm } from 'node:fs/promises'
import SqliteDatabase from 'better-sqlite3'
import postgres from 'postgres'
import type { Config } from '../../api/config.ts'
import { sqliteFileOf } from '../../api/database.ts'
import { kindOfDatabase } from '../copies/copies.ts'
import { copySqliteTo } from '../copies/sqlite.ts'
import { isExported, leftOutTables } from './columns.ts'

export type Value = string | number | bigint | null
export type Row = Readonly<Record<string, Value>>

/** A table, and its rows one after the other. */
export interface ReadTable {
  name: string
  columns: string[]
  /** Those of whole numbers: the others are text, whatever it looks like. */
  integers: ReadonlySet<string>
  rows(): AsyncIterable<Row> | Iterable<Row>
}

const ROWS_AT_ONCE = 1_000

interface Column {
  table: string
  name: string
  type: string
}

/**
 * Hands the tables over as they all were at one moment.
 * @param draft the path of a file that may be made meanwhile
 */
export async function readTables(
  config: Config,
  draft: string,
  use: (tables: ReadTable[]) => Promise<void>,
): Promise<void> {
  if (kindOfDatabase(config) === 'postgres') return readPostgres(config.DATABASE_URL, use)
  try {
    await copySqliteTo(sqliteFileOf(config.DATABASE_URL), draft)
    await readSqlite(draft, use)
  } finally {
    await rm(draft, { force: true })
  }
}

async function readSqlite(
  path: string,
  use: (tables: ReadTable[]) => Promise<void>,
): Promise<void> {
  const database = new SqliteDatabase(path, { readonly: true })
  try {
    const columns = database
      .prepare<[], Column>(
        `select t.name as "table", c.name, lower(c.type) as type
         from sqlite_schema t, pragma_table_info(t.name) c
         where t.type = 'table' order by t.name, c.cid`,
      )
      .all()
    await use(tablesOf(columns, (select) => database.prepare<[], Row>(select).iterate(), 'rowid'))
  } finally {
    database.close()
  }
}

async function readPostgres(
  url: string,
  use: (tables: ReadTable[]) => Promise<void>,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      const columns = await tx<Column[]>`
        select table_name as "table", column_name as name, data_type as type
        from information_schema.columns where table_schema = 'public'
        order by table_name, ordinal_position`
      async function* rows(select: string) {
        for await (const some of tx.unsafe<Row[]>(select).cursor(ROWS_AT_ONCE)) yield* some
      }
      await use(tablesOf(columns, rows, undefined))
    })
  } finally {
    await sql.end()
  }
}

function tablesOf(
  columns: readonly Column[],
  rows: (select: string) => AsyncIterable<Row> | Iterable<Row>,
  order: string | undefined,
): ReadTable[] {
  const byTable = Map.groupBy(columns, ({ table }) => table)
  return [...byTable]
    .filter(([name]) => !leftOutTables.has(name) && !/^(kysely_|sqlite_)/.test(name))
    .map(([name, all]) => {
      const exported = all.filter((column) => isExported(name, column.name))
      const names = exported.map((column) => column.name)
      const isInteger = ({ type }: Column) => /int/.test(type)
      // The text of a mail with a link is encrypted.
      const list = names.map((column) =>
        name === 'mail_message' && column === 'body'
          ? `case when sealed = 1 then null else body end as body`
          : `"${column}"`,
      )
      const sorted = names.includes('id') ? '"id"' : (order ?? '1')
      return {
        name,
        columns: names,
        integers: new Set(exported.filter(isInteger).map((column) => column.name)),
        rows: () => rows(`select ${list.join(', ')} from "${name}" order by ${sorted}`),
      }
    })
}
