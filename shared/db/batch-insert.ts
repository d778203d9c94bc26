import type { CompiledQuery, Insertable, InsertQueryBuilder, InsertResult } from 'kysely'
import { giveWay } from './give-way.ts'
import type { Database, Tx } from './types.ts'

/** Stays below the 32,766 parameters of SQLite for every table here. */
const ROWS_PER_STATEMENT = 200
/** After so many statements other requests get a turn: a statement of SQLite blocks the process. */
const STATEMENTS_PER_TURN = 10

type Insert<Table extends keyof Database> = InsertQueryBuilder<Database, Table, InsertResult>

/**
 * A function that inserts any number of rows into one table, 200 a statement, and gives how many
 * were written. The statement is compiled once for each number of rows, because compiling 200 rows
 * costs more than inserting them.
 *
 * @param refine adds to the statement, e.g. what to do with rows that are there already
 */
export function batchInsert<Table extends keyof Database>(
  table: Table,
  columns: readonly (keyof Database[Table] & string)[],
  refine: (insert: Insert<Table>) => Insert<Table> = (insert) => insert,
): (tx: Tx, rows: readonly Insertable<Database[Table]>[]) => Promise<number> {
  const compiled = new Map<unknown, Map<number, CompiledQuery>>()

  function statement(tx: Tx, sample: readonly Insertable<Database[Table]>[]): CompiledQuery {
    const dialect = tx.getExecutor().adapter.constructor
    let bySize = compiled.get(dialect)
    if (!bySize) compiled.set(dialect, (bySize = new Map<number, CompiledQuery>()))
    let query = bySize.get(sample.length)
    if (!query) {
      const rows = sample.map((row) =>
        Object.fromEntries(columns.map((name) => [name, valueOf(row, name)])),
      )
      query = refine(tx.insertInto(table).values(rows as Insertable<Database[Table]>[])).compile()
      if (bySize.size > 50) bySize.clear()
      bySize.set(sample.length, query)
    }
    return query
  }

  return async (tx, rows) => {
    let written = 0
    for (let start = 0, turn = 1; start < rows.length; start += ROWS_PER_STATEMENT, turn++) {
      const chunk = rows.slice(start, start + ROWS_PER_STATEMENT)
      const query = statement(tx, chunk)
      const parameters: unknown[] = []
      for (const row of chunk) for (const name of columns) parameters.push(valueOf(row, name))
      const { numAffectedRows } = await tx.executeQuery({ ...query, parameters })
      written += Number(numAffectedRows ?? 0n)
      if (turn % STATEMENTS_PER_TURN === 0) await giveWay()
    }
    return written
  }
}

/** Every column is bound, null where the row says nothing, so that the shape stays the same. */
function valueOf(row: object, name: string): unknown {
  return (row as Record<string, unknown>)[name] ?? null
}
