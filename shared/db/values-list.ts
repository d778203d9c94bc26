import { type RawBuilder, sql } from 'kysely'

/**
 * Rows of values as a table to join with. Both databases call its columns column1, column2 …; the
 * types are named because PostgreSQL would take every value for text.
 *
 * @param parameters of all rows, one row after the other
 */
export function valuesList(
  parameters: readonly string[],
  types: readonly ('text' | 'bigint' | 'integer')[],
): RawBuilder<object> {
  const rows = Array.from({ length: parameters.length / types.length }, (_, row) => {
    const values = types.map((type, column) => {
      const value = parameters[row * types.length + column]
      return sql`cast(${value} as ${sql.raw(type)})`
    })
    return sql`(${sql.join(values)})`
  })
  return sql`(values ${sql.join(rows)})`
}
