import type { CompiledQuery, Insertable, InsertQueryBuilder, InsertResult } from 'kysely'
import { giveWay } from './give-way.ts'
import { silent } from './silent.ts'
import type { Database, Tx } from './types.ts'

/** Well below the 32,766 parameters of SQLite. */
const PARAMETERS_PER_STATEMENT = 4_000
/** Up to here a statement is made for each number of rows; above, only for powers of two. */
const EVERY_SIZE_UP_TO = 16

type Insert<Table extends keyof Database> = InsertQueryBuilder<Database, Table, InsertResult>

/**
 * A function that inserts any number of rows into one table, a few hundred a statement, and gives
 * how many were written. Statements are compiled once for each of a few numbers of rows, because
 * compiling costs more than inserting, and a database keeps every statement that it has prepared.
 * Between statements other requests get their turn: on SQLite each one blocks the process. On
 * PostgreSQL nobody waits for an insert that is not refined: all its rows are written, or it fails.
 *
 * @param refine adds to the statement, e.g. what to do with rows that are there already
 */
export function batchInsert<Table extends keyof Database>(
  table: Table,
  columns: readonly (keyof Database[Table] & string)[],
  refine?: (insert: Insert<Table>) => Insert<Table>,
): (tx: Tx, rows: readonly Insertable<Database[Table]>[]) => Promise<number> {
  const most = Math.floor(PARAMETERS_PER_STATEMENT / columns.length)
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
      const insert = tx.insertInto(table).values(rows as Insertable<Database[Table]>[])
      query = refine ? refine(insert).compile() : silent(insert.compile())
      bySize.set(sample.length, query)
    }
    return query
  }

  return async (tx, rows) => {
    let written = 0
    for (let start = 0; start < rows.length;) {
      const chunk = rows.slice(start, start + sizeFor(rows.length - start, most))
      start += chunk.length
      const query = statement(tx, chunk)
      const parameters: unknown[] = []
      for (const row of chunk) for (const name of columns) parameters.push(valueOf(row, name))
      const { numAffectedRows } = await tx.executeQuery({ ...query, parameters })
      written += refine ? Number(numAffectedRows ?? 0n) : chunk.length
      if (start < rows.length) await giveWay()
    }
    return written
  }
}

function sizeFor(remaining: number, most: number): number {
  if (remaining >= most) return most
  return remaining <= EVERY_SIZE_UP_TO ? remaining : 2 ** Math.floor(Math.log2(remaining))
}

/** Every column is bound, null where the row says nothing, so that the shape stays the same. */
function valueOf(row: object, name: string): unknown {
  return (row as Record<string, unknown>)[name] ?? null
}
