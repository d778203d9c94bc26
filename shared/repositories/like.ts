import { type RawBuilder, sql, type SqlBool } from 'kysely'

/** Whether folded text, by default of a column, contains the folded part, `%`, `_` and `\` taken as themselves. */
export function contains(text: string | RawBuilder<unknown>, part: string): RawBuilder<SqlBool> {
  const pattern = `%${part.replace(/[%_\\]/g, '\\$&')}%`
  const folded = typeof text === 'string' ? sql.ref(text) : text
  return sql<SqlBool>`${folded} like ${pattern} escape '\\'`
}
