import { type Kysely, sql } from 'kysely'
import { plainExpression } from './plain-expression.ts'
import type { TableDescription } from './schema-document.ts'

interface ColumnRow {
  table: string
  name: string
  type: string
  collation: string | null
  nullable: boolean
}

interface ConstraintRow {
  table: string
  kind: 'p' | 'f' | 'c'
  columns: string[]
  target: string | null
  references: string[]
  on_delete: string
  definition: string
}

interface IndexRow {
  table: string
  name: string
  columns: string[]
  unique: boolean
  where: string | null
}

const deleteRules: Readonly<Record<string, string>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
}

/** Every table of a PostgreSQL database, in the schema that is searched first. */
export async function describePostgres<DB>(db: Kysely<DB>): Promise<TableDescription[]> {
  const columns = Map.groupBy((await columnsOf(db)).rows, (row) => row.table)
  const constraints = (await constraintsOf(db)).rows
  const indexes = (await indexesOf(db)).rows
  return [...columns].map(([name, own]) => {
    const rules = constraints.filter((rule) => rule.table === name)
    return {
      name,
      columns: own.map((column) => ({
        name: column.name,
        type: typeOf(column),
        nullable: column.nullable,
      })),
      primaryKey: rules.find((rule) => rule.kind === 'p')?.columns ?? [],
      foreignKeys: rules
        .filter((rule) => rule.kind === 'f')
        .map((rule) => ({
          columns: rule.columns,
          table: rule.target ?? '',
          references: rule.references,
          onDelete: deleteRules[rule.on_delete] ?? rule.on_delete,
        })),
      checks: rules
        .filter((rule) => rule.kind === 'c')
        .map((rule) => plainExpression(rule.definition.replace(/^CHECK /, ''))),
      indexes: indexes
        .filter((index) => index.table === name)
        .map(({ table: _table, where, ...index }) => ({
          ...index,
          columns: index.columns.map(plainExpression),
          where: where === null ? null : plainExpression(where),
        })),
    }
  })
}

/** Text that does not sort by bytes differs from SQLite, and so it must in the description. */
function typeOf({ type, collation }: ColumnRow): string {
  return collation === null || collation === 'C' ? type : `${type} collate ${collation}`
}

function columnsOf<DB>(db: Kysely<DB>) {
  return sql<ColumnRow>`
    select class.relname as "table", attribute.attname as name,
      format_type(attribute.atttypid, attribute.atttypmod) as type,
      rule.collname as collation, not attribute.attnotnull as nullable
    from pg_attribute as attribute
    join pg_class as class on class.oid = attribute.attrelid
    left join pg_collation as rule on rule.oid = attribute.attcollation
    where class.relkind = 'r' and class.relnamespace = current_schema()::regnamespace
      and attribute.attnum > 0 and not attribute.attisdropped
    order by class.relname, attribute.attnum`.execute(db)
}

function constraintsOf<DB>(db: Kysely<DB>) {
  return sql<ConstraintRow>`
    select conrelid::regclass::text as "table", contype as kind, confdeltype as on_delete,
      nullif(confrelid, 0)::regclass::text as target, pg_get_constraintdef(oid) as definition,
      array(select attname::text from unnest(conkey) with ordinality as key (number, place)
        join pg_attribute on attrelid = conrelid and attnum = key.number order by place) as columns,
      array(select attname::text from unnest(confkey) with ordinality as key (number, place)
        join pg_attribute on attrelid = confrelid and attnum = key.number order by place) as "references"
    from pg_constraint
    where contype in ('p', 'f', 'c') and conrelid <> 0
      and connamespace = current_schema()::regnamespace`.execute(db)
}

function indexesOf<DB>(db: Kysely<DB>) {
  return sql<IndexRow>`
    select indrelid::regclass::text as "table", class.relname as name, indisunique as "unique",
      pg_get_expr(indpred, indrelid) as "where",
      array(select pg_get_indexdef(indexrelid, place, true)
          || case when indoption[place - 1] & 1 = 1 then ' desc' else '' end
        from generate_series(1, indnkeyatts) as place order by place) as columns
    from pg_index
    join pg_class as class on class.oid = indexrelid
    where class.relnamespace = current_schema()::regnamespace and not indisprimary`.execute(db)
}
