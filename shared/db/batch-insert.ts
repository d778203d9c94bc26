import type { CompiledQuery, DialectAdapter, Insertable } from 'kysely'
import type { Database, Tx } from './types.ts'

/** Stays below the 32,766 parameters of SQLite for every table here. */
const ROWS_PER_STATEMENT = 200

/**
 * A function that inserts any number of rows into one table, 200 a statement. The statement is
 * compiled once for each number of rows, because compiling 200 rows costs more than inserting them.
 */
export function batchInsert<Table extends keyof Database>(
  table: Table,
  columns: readonly (keyof Database[Table] & string)[],
): (tx: Tx, rows: readonly Insertable<Database[Table]>[]) => Promise<void> {
  const compiled = new WeakMap<DialectAdapter, Map<number, CompiledQuery>>()

  function statement(tx: Tx, sample: readonly Insertable<Database[Table]>[]): CompiledQuery {
    const { adapter } = tx.getExecutor()
    let bySize = compiled.get(adapter)
    if (!bySize) compiled.set(adapter, (bySize = new Map()))
    let query = bySize.get(sample.length)
    if (!query) {
      const rows = sample.map((row) =>
        Object.fromEntries(columns.map((name) => [name, valueOf(row, name)])),
      )
      query = tx
        .insertInto(table)
        .values(rows as Insertable<Database[Table]>[])
        .compile()
      if (bySize.size > 50) bySize.clear()
      bySize.set(sample.length, query)
    }
    return query
  }

  return async (tx, rows) => {
    for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
      const chunk = rows.slice(start, start + ROWS_PER_STATEMENT)
      const query = statement(tx, chunk)
      const parameters: unknown[] = []
      for (const row of chunk) for (const name of columns) parameters.push(valueOf(row, name))
      await tx.executeQuery({ ...query, parameters })
    }
  }
}

/** Every column is bound, null where the row says nothing, so that the shape stays the same. */
function valueOf(row: object, name: string): unknown {
  return (row as Record<string, unknown>)[name] ?? null
}
