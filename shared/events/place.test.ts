import { describe, expect, it } from 'vitest'
import { mutate } from '#shared/audit/mutate.ts'
import { openPostgres } from '#shared/db/postgres.ts'
import { endpoint } from '#shared/http/endpoint.ts'
import { housekeepDatabase } from '#shared/jobs/housekeeping.ts'
import { numberEvents } from '#shared/repositories/events.ts'
import { databases, freshPostgresUrl } from '#shared/testing/databases.ts'
import { untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'
import { EventFeed } from './feed.ts'
import { EVENTS_PER_BATCH, placeEvents } from './place.ts'

const DAY = 86_400_000

/** Writes events as mutations of their own. */
async function write(t: Pick<TestApp, 'systemCtx'>, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await mutate(t.systemCtx(), (_, audit) => {
      audit.created('product', { id })
      return Promise.resolve()
    })
  }
}

/** The ids of the records by place. */
async function placesOf(t: Pick<TestApp, 'db'>): Promise<[number | null, string][]> {
  const rows = await t.db.selectFrom('event').selectAll().orderBy('position').execute()
  return rows.map((row) => [row.position, (JSON.parse(row.entityIds) as string[])[0] ?? ''])
}

describe.each(databases)('placeEvents on %s', (database) => {
  it('counts on without gaps and tells the feed', async () => {
    await using t = await testApp(endpoint(), { database })
    await write(t, 'a', 'b')
    expect(await placeEvents(t.platform)).toBe(2)
    await write(t, 'c')
    expect(await placeEvents(t.platform)).toBe(1)
    expect(await placeEvents(t.platform)).toBe(0)

    const places = [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]
    expect(await placesOf(t)).toEqual(places)
    expect(t.platform.feed.newest).toBe(3)
  })

  it('places one that is committed late behind those that were placed before', async () => {
    await using t = await testApp(endpoint(), { database })
    await write(t, 'a', 'b', 'c')
    const [first] = await t.db.selectFrom('event').selectAll().orderBy('id').execute()
    if (!first) throw new Error('no event')
    await t.seed((tx) => tx.deleteFrom('event').where('id', '=', first.id).execute())
    await placeEvents(t.platform)

    await t.seed((tx) => tx.insertInto('event').values(first).execute())
    await placeEvents(t.platform)

    expect((await placesOf(t)).map(([, id]) => id)).toEqual(['b', 'c', 'a'])
  })

  it('goes on until nothing is left', async () => {
    await using t = await testApp(endpoint(), { database })
    await write(t, 'a')
    const [first] = await t.db.selectFrom('event').selectAll().execute()
    if (!first) throw new Error('no event')
    const count = EVENTS_PER_BATCH * 2 + 3
    const copies = Array.from({ length: count }, (_, n) => ({ ...first, id: `evt_copy${n}` }))
    await t.seed(async (tx) => {
      for (let at = 0; at < count; at += 500) {
        await tx
          .insertInto('event')
          .values(copies.slice(at, at + 500))
          .execute()
      }
    })

    expect(await placeEvents(t.platform)).toBe(count + 1)

    const places = (await placesOf(t)).map(([place]) => place)
    expect(places).toEqual(Array.from({ length: count + 1 }, (_, n) => n + 1))
  })

  it('never begins anew when old events are removed', async () => {
    await using t = await testApp(endpoint(), { database })
    await write(t, 'a', 'b', 'c')
    await placeEvents(t.platform)
    t.advance(7 * DAY)
    await housekeepDatabase(t.platform)
    expect(await placesOf(t)).toHaveLength(3)

    t.advance(1)
    await write(t, 'd')
    await housekeepDatabase(t.platform)
    await placeEvents(t.platform)

    const places = [
      [3, 'c'],
      [4, 'd'],
    ]
    expect(await placesOf(t)).toEqual(places)
  })
})

describe('placeEvents by several servers on postgres', () => {
  it('leaves what another one has placed meanwhile where it is', async () => {
    await using t = await testApp(endpoint(), { database: 'postgres' })
    await write(t, 'a', 'b', 'c')
    const [, second] = await t.db.selectFrom('event').selectAll().orderBy('id').execute()
    if (!second) throw new Error('no event')
    await t.seed((tx) => tx.deleteFrom('event').where('id', '=', second.id).execute())

    let blocked: Promise<number> | undefined
    await t.seed(async (tx) => {
      expect(await numberEvents(tx, 10)).toBe(2)
      await t.seed((other) => other.insertInto('event').values(second).execute())
      blocked = placeEvents(t.platform)
      await untilSomebodyWaits(t)
    })
    await blocked
    await placeEvents(t.platform)

    const places = [
      [1, 'a'],
      [2, 'c'],
      [3, 'b'],
    ]
    expect(await placesOf(t)).toEqual(places)
  })

  it('gives each event one place, without gaps, while many write at once', async () => {
    const { url, drop } = await freshPostgresUrl('stockroom_template')
    const pools = Array.from({ length: 4 }, () => openPostgres(url, { max: 4 }))
    {
      await using t = await testApp(endpoint())
      let writing = true
      const servers = pools.map((pool) => {
        const { db, writer } = pool
        const feed = new EventFeed(db, t.platform.log)
        const systemCtx = () => ({ ...t.systemCtx(), db, writer })
        return { db, writer, feed, systemCtx }
      })
      // What each placer saw of the order, read again and again while it grows.
      const orders = servers.map(async (server) => {
        let read: [number | null, string][] = []
        while (writing) {
          await placeEvents(server)
          const seen = (await placesOf(server)).filter(([place]) => place !== null)
          expect(seen.slice(0, read.length)).toEqual(read)
          read = seen
        }
      })
      const names = Array.from({ length: 200 }, (_, n) => `p${n}`)
      const writers = servers.flatMap((server, s) =>
        [0, 1].map((w) => write(server, ...names.filter((_, n) => n % 8 === s * 2 + w))),
      )
      await Promise.all(writers)
      writing = false
      await Promise.all(orders)
      for (const server of servers) await placeEvents(server)

      const [server] = servers
      const places = server ? await placesOf(server) : []
      expect(places.map(([place]) => place)).toEqual(names.map((_, n) => n + 1))
      expect(new Set(places.map(([, id]) => id))).toEqual(new Set(names))
    }
    await Promise.all(pools.map((pool) => pool.close()))
    await drop()
  })
})
