import { sql } from 'kysely'
import type { Tx } from '#shared/db/types.ts'
import { until } from './server-process.ts'
import type { TestApp } from './test-app.ts'

/**
 * Until a transaction waits for the lock of another one, in the database of this test: on the same
 * server those of other tests wait for their own, as for the template while it is copied.
 */
export async function untilSomebodyWaits(t: TestApp): Promise<void> {
  const waiting = sql`
    select from pg_locks join pg_stat_activity using (pid)
    where not granted and datname = current_database()`
  await until('somebody waits', async () => (await waiting.execute(t.db)).rows.length > 0)
}

/** What somebody else did and has not committed yet; gives what commits it. */
export async function uncommitted(t: TestApp, work: (tx: Tx) => Promise<unknown>) {
  const [done, gate] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const other = t.seed(async (tx) => {
    await work(tx)
    await sql`select 1`.execute(tx)
    done.resolve(undefined)
    await gate.promise
  })
  await done.promise
  return async () => {
    gate.resolve(undefined)
    await other
  }
}
