import { type Kysely, PostgresAdapter } from 'kysely'
import { describePostgres } from './describe-postgres.ts'
import { describeSqlite } from './describe-sqlite.ts'

export interface ColumnDescription {
  name: string
  /** As the database that it was read from calls it; both say `text`, `integer`, `bigint`. */
  type: string
  nullable: boolean
}

export interface ForeignKeyDescription {
  columns: string[]
  table: string
  references: string[]
  /** Lower case; `no action` unless something else was asked for. */
  onDelete: string
}

export interface IndexDescription {
  name: string
  /** Columns or expressions in order, with ` desc` where they are. */
  columns: string[]
  unique: boolean
  /** The condition of a partial index. */
  where: string | null
}

export interface TableDescription {
  name: string
  columns: ColumnDescription[]
  primaryKey: string[]
  foreignKeys: ForeignKeyDescription[]
  checks: string[]
  indexes: IndexDescription[]
}

/** What a database really holds, in words that are the same for SQLite and PostgreSQL. */
export async function describeDatabase<DB>(db: Kysely<DB>): Promise<TableDescription[]> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const plain = db.withoutPlugins()
  const tables = await (postgres ? describePostgres(plain) : describeSqlite(plain))
  const own = tables.filter((table) => !table.name.startsWith('kysely_'))
  return own.toSorted(byText((table) => table.name)).map((table) => ({
    ...table,
    foreignKeys: table.foreignKeys.toSorted(byText((key) => key.columns.join())),
    checks: table.checks.toSorted(byText((check) => check)),
    indexes: table.indexes.toSorted(byText((index) => index.name)),
  }))
}

function byText<T>(text: (value: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : 1)
}

const introduction = `# Database schema

Made from the migrated database by \`npm run schema\`; a test compares it with SQLite and with
PostgreSQL. Text sorts by bytes on both (collation \`C\`). What the columns hold is said in
\`shared/db/types.ts\`.
`

/** The description as a Markdown document. */
export function renderSchema(tables: readonly TableDescription[]): string {
  return [introduction, ...tables.map(renderTable)].join('\n')
}

function renderTable(table: TableDescription): string {
  const rows = table.columns.map(({ name, type, nullable }) => [
    name,
    type,
    nullable ? 'yes' : 'no',
    notes(table, name),
  ])
  const checks = table.checks.map((check) => `- check: \`${check}\`\n`)
  const composite = table.foreignKeys.filter((key) => key.columns.length > 1)
  const lines = [
    ...table.indexes.map((index) => `- ${renderIndex(index)}\n`),
    ...checks,
    ...composite.map((key) => `- foreign key \`${key.columns.join(', ')}\` → ${target(key)}\n`),
  ]
  const list = lines.length > 0 ? `\n${lines.join('')}` : ''
  return `## ${table.name}\n\n${alignedTable([['column', 'type', 'null', 'key'], ...rows])}${list}`
}

function notes(table: TableDescription, column: string): string {
  const place = table.primaryKey.indexOf(column)
  const several = table.primaryKey.length > 1 ? ` (${place + 1})` : ''
  const keys = table.foreignKeys.filter((key) => key.columns.join() === column)
  return [place >= 0 ? `primary key${several}` : '', ...keys.map((key) => `→ ${target(key)}`)]
    .filter((note) => note !== '')
    .join(', ')
}

function target({ table, references, onDelete }: ForeignKeyDescription): string {
  const effect = onDelete === 'no action' ? '' : `, on delete ${onDelete}`
  return `${table}.${references.join(', ')}${effect}`
}

function renderIndex({ name, columns, unique, where }: IndexDescription): string {
  const condition = where === null ? '' : ` where \`${where}\``
  return `${unique ? 'unique index' : 'index'} \`${name}\`: ${columns.join(', ')}${condition}`
}

/** A table of Markdown whose columns are padded to one width, as the formatter of the repository would. */
export function alignedTable(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows
  const widths = head.map((_, i) => Math.max(3, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, i) => (cells[i] ?? '').padEnd(width)).join(' | ')} |\n`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  const [title = '', ...body] = rows.map(line)
  return [title, rule, ...body].join('')
}
