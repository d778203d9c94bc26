import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freshPostgresUrl } from '../testing/databases.ts'
import type { OpenDatabase } from './open-database.ts'
import { openPostgres } from './postgres.ts'
import type { Db } from './types.ts'

let place: Awaited<ReturnType<typeof freshPostgresUrl>>
let database: OpenDatabase
let other: OpenDatabase

beforeEach(async () => {
  place = await freshPostgresUrl('stockroom_template')
  database = openPostgres(place.url, { max: 1 })
  other = openPostgres(place.url, { max: 1 })
})

afterEach(async () => {
  await Promise.all([database.close(), other.close()])
  await place.drop()
})

async function pidOf(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  return rows[0]?.pid
}

/** What a restart of the server does to a connection on which something is being read. */
async function killAtWork(): Promise<void> {
  const pid = await pidOf(database.db)
  const reading = sql`select pg_sleep(60)`.execute(database.db)
  const failing = expect(reading).rejects.toThrow()
  await vi.waitFor(async () => {
    const activity = sql`select from pg_stat_activity where pid = ${pid} and state = 'active'`
    expect((await activity.execute(other.db)).rows).toHaveLength(1)
  })
  await sql`select pg_terminate_backend(${pid})`.execute(other.db)
  await failing
}

describe('a connection that the server ended', () => {
  it('fails no later read', async () => {
    for (let n = 0; n < 3; n++) {
      await killAtWork()
      expect(await pidOf(database.db)).toBeGreaterThan(0)
    }
  })

  it('fails no later transaction', async () => {
    for (let n = 0; n < 3; n++) {
      await killAtWork()
      const row = { counterKey: `k${n}`, hits: 1, resetAt: 0 }
      await database.writer
        .transaction()
        .execute((tx) => tx.insertInto('rateCounter').values(row).execute())
    }
    const rows = await database.db.selectFrom('rateCounter').select('counterKey').execute()
    expect(rows).toHaveLength(3)
  })
})
