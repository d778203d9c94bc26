import { sql } from 'kysely'
import type { Db } from '#shared/db/types.ts'

/** Counts of attempts are meant to change when a request is refused. */
const bookkeeping = new Set(['rateCounter', 'rate_counter'])

/** Every row of every table, in an order of its own, so that two moments can be compared. */
export async function contentsOf(db: Db): Promise<Record<string, string[]>> {
  const tables = await db.introspection.getTables()
  const contents: Record<string, string[]> = {}
  for (const { name } of tables.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (bookkeeping.has(name)) continue
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
    contents[name] = rows.map((row) => JSON.stringify(row)).toSorted()
  }
  return contents
}
