import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freshPostgresUrl } from '../testing/databases.ts'
import { batchInsert } from './batch-insert.ts'
import type { OpenDatabase } from './open-database.ts'
import { openPostgres } from './postgres.ts'
import type { Tx } from './types.ts'

const insertCounters = batchInsert('rateCounter', ['counterKey', 'hits', 'resetAt'])
const insert = (tx: Tx, ...keys: string[]) =>
  insertCounters(
    tx,
    keys.map((counterKey) => ({ counterKey, hits: 1, resetAt: 0 })),
  )

let place: Awaited<ReturnType<typeof freshPostgresUrl>>
let database: OpenDatabase

beforeEach(async () => {
  place = await freshPostgresUrl('stockroom_template')
  database = openPostgres(place.url, { max: 2 })
})

afterEach(async () => {
  await database.close()
  await place.drop()
})

const inTransaction = <T>(work: (tx: Tx) => Promise<T>) =>
  database.writer.transaction().execute(work)

async function stored(): Promise<string[]> {
  const rows = await database.db
    .selectFrom('rateCounter')
    .select('counterKey')
    .orderBy('counterKey')
    .execute()
  return rows.map(({ counterKey }) => counterKey)
}

const taken = { code: '23505', constraint_name: 'rate_counter_pkey' }

describe('inserts in a transaction on PostgreSQL', () => {
  it('are all there after the commit, many as they are', async () => {
    const keys = Array.from({ length: 100 }, (_, n) => `k${String(n).padStart(3, '0')}`)
    await inTransaction(async (tx) => {
      for (const key of keys) await insert(tx, key)
    })
    expect(await stored()).toEqual(keys)
  })

  it('are seen by what follows them', async () => {
    const count = await inTransaction(async (tx) => {
      await insert(tx, 'a', 'b')
      const { rows } = await sql<{ n: number }>`select count(*) as n from rate_counter`.execute(tx)
      return rows
    })
    expect(count).toEqual([{ n: 2 }])
  })

  it('are not waited for until the commit', async () => {
    const order: string[] = []
    const rival = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const first = inTransaction(async (tx) => {
      await insert(tx, 'same')
      await tx.selectFrom('rateCounter').select('hits').execute()
      begun.resolve()
      await rival.promise
      order.push('the first ends')
      throw new Error('given up')
    }).catch(() => {})
    await begun.promise

    await inTransaction(async (tx) => {
      // The server lets this one wait for the first transaction.
      await insert(tx, 'same')
      order.push('the second goes on')
      rival.resolve()
    })
    order.push('the second is committed')
    await first

    expect(order).toEqual(['the second goes on', 'the first ends', 'the second is committed'])
    expect(await stored()).toEqual(['same'])
  })

  it('fail the commit, and leave nothing behind', async () => {
    await inTransaction((tx) => insert(tx, 'a'))
    const failing = inTransaction(async (tx) => {
      await insert(tx, 'b')
      await insert(tx, 'a')
      await insert(tx, 'c')
    })
    await expect(failing).rejects.toMatchObject(taken)
    expect(await stored()).toEqual(['a'])
  })

  it('fail what follows with their own reason', async () => {
    await inTransaction((tx) => insert(tx, 'a'))
    const failing = inTransaction(async (tx) => {
      await insert(tx, 'a')
      await tx.selectFrom('rateCounter').select('hits').execute()
    })
    await expect(failing).rejects.toMatchObject(taken)
    expect(await stored()).toEqual(['a'])
  })

  it('fail only their own transaction, not the next one on the connection', async () => {
    for (let n = 0; n < 4; n++) {
      const failing = inTransaction((tx) => insert(tx, 'a', 'a'))
      await expect(failing).rejects.toMatchObject(taken)
      await inTransaction((tx) => insert(tx, `n${n}`))
    }
    expect(await stored()).toEqual(['n0', 'n1', 'n2', 'n3'])
  })

  it('are gone when the work is given up', async () => {
    const failing = inTransaction(async (tx) => {
      await insert(tx, 'a')
      throw new Error('given up')
    })
    await expect(failing).rejects.toThrow('given up')
    expect(await stored()).toEqual([])
  })

  it.each(['while they are on their way', 'before they are sent'])(
    'are not acknowledged when the connection breaks %s',
    async (moment) => {
      const other = openPostgres(place.url, { max: 1 })
      const failing = inTransaction(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        const pid = rows[0]?.pid
        await sql`select pg_terminate_backend(${pid})`.execute(other.db)
        if (moment === 'before they are sent') {
          await vi.waitFor(async () => {
            const left = await sql`select from pg_stat_activity where pid = ${pid}`.execute(
              other.db,
            )
            expect(left.rows).toEqual([])
          })
        }
        await insert(tx, 'a')
      })
      await expect(failing).rejects.toThrow()
      await Promise.all([
        inTransaction((tx) => insert(tx, 'b')),
        inTransaction((tx) => insert(tx, 'c')),
      ])
      expect(await stored()).toEqual(['b', 'c'])
      await other.close()
    },
  )
})

describe('an insert outside of a transaction on PostgreSQL', () => {
  it('is waited for', async () => {
    const { writer } = database
    await insert(writer as unknown as Tx, 'a')
    await expect(insert(writer as unknown as Tx, 'a')).rejects.toMatchObject(taken)
    expect(await stored()).toEqual(['a'])
  })
})
