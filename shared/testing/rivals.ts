import { sql } from 'kysely'
import type { Tx } from '#shared/db/types.ts'
import type { TestApp } from './test-app.ts'

/** Until a transaction waits for the lock of another one. */
export async function untilSomebodyWaits(t: TestApp): Promise<void> {
  const waiting = sql<{ pid: number }>`select pid from pg_locks where not granted`
  while ((await waiting.execute(t.db)).rows.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
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
