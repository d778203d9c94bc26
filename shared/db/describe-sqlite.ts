import { type Kysely, sql } from 'kysely'
import { closing, plainExpression, splitList } from './plain-expression.ts'
import type {
  ForeignKeyDescription,
  IndexDescription,
  TableDescription,
} from './schema-document.ts'

/** Every table of a SQLite database, from its pragmas and, where those are silent, its SQL. */
export async function describeSqlite<DB>(db: Kysely<DB>): Promise<TableDescription[]> {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master
    where type = 'table' and name not like 'sqlite_%'`.execute(db)
  return Promise.all(rows.map((table) => describeTable(db, table)))
}

async function describeTable<DB>(
  db: Kysely<DB>,
  table: { name: string; sql: string },
): Promise<TableDescription> {
  const columns = await sql<{ name: string; type: string; notnull: number; pk: number }>`
    select name, type, "notnull", pk from pragma_table_xinfo(${table.name}) order by cid`.execute(
    db,
  )
  const key = columns.rows.filter((column) => column.pk > 0).toSorted((a, b) => a.pk - b.pk)
  return {
    name: table.name,
    columns: columns.rows.map(({ name, type, notnull, pk }) => ({
      name,
      type: type.toLowerCase(),
      // The number of the row itself cannot be null, although the pragma knows nothing of it.
      nullable: notnull === 0 && !(pk > 0 && type.toLowerCase() === 'integer'),
    })),
    primaryKey: key.map((column) => column.name),
    foreignKeys: await foreignKeys(db, table.name),
    checks: checksIn(table.sql),
    indexes: await indexes(db, table.name),
  }
}

async function foreignKeys<DB>(db: Kysely<DB>, table: string): Promise<ForeignKeyDescription[]> {
  const { rows } = await sql<{
    id: number
    target: string
    from: string
    to: string
    on_delete: string
  }>`select id, "table" as target, "from", "to", on_delete
     from pragma_foreign_key_list(${table}) order by id, seq`.execute(db)
  return [...Map.groupBy(rows, (row) => row.id).values()].map((parts) => ({
    columns: parts.map((part) => part.from),
    table: parts[0]?.target ?? '',
    references: parts.map((part) => part.to),
    onDelete: parts[0]?.on_delete.toLowerCase() ?? '',
  }))
}

async function indexes<DB>(db: Kysely<DB>, table: string): Promise<IndexDescription[]> {
  const { rows } = await sql<{ name: string; unique: number; sql: string }>`
    select list.name, list."unique", master.sql
    from pragma_index_list(${table}) as list
    join sqlite_master as master on master.name = list.name
    where list.origin = 'c'`.execute(db)
  return rows.map((index) => {
    const start = index.sql.indexOf('(')
    const end = closing(index.sql, start)
    const condition = /^\s*where\s+(.*)$/is.exec(index.sql.slice(end + 1))
    return {
      name: index.name,
      columns: splitList(index.sql.slice(start + 1, end)).map(plainExpression),
      unique: index.unique === 1,
      where: condition ? plainExpression(condition[1] ?? '') : null,
    }
  })
}

function checksIn(createTable: string): string[] {
  return [...createTable.matchAll(/\bcheck\s*\(/gi)].map((match) => {
    const start = match.index + match[0].length - 1
    return plainExpression(createTable.slice(start, closing(createTable, start) + 1))
  })
}
