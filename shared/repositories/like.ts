import { type RawBuilder, sql, type SqlBool } from 'kysely'

/** Whether a column of folded text contains the folded text, `%`, `_` and `\` taken as themselves. */
export function contains(column: string, part: string): RawBuilder<SqlBool> {
  const pattern = `%${part.replace(/[%_\\]/g, '\\$&')}%`
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`
}
