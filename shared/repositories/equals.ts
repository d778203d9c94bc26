import { type RawBuilder, sql, type SqlBool } from 'kysely'

/**
 * Whether a column of text has the value.
 *
 * @param byIndex whether the query may go by the index of the column. SQLite has no statistics and
 *   would take that of any column that is compared
 */
export function equals(column: string, value: string, byIndex: boolean): RawBuilder<SqlBool> {
  return sql<SqlBool>`${byIndex ? sql.ref(column) : unindexed(column)} = ${value}`
}

/** A column of text without its indexes. PostgreSQL takes a cast to the same type as none. */
export function unindexed(column: string): RawBuilder<string> {
  return sql<string>`cast(${sql.ref(column)} as text)`
}
