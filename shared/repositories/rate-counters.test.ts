import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import type { Db } from '../db/types.ts'
import { countHits, deleteCounter, uncountHit } from './rate-counters.ts'

const now = Date.parse('2026-03-02T10:00:00.000Z')
const windowMs = 60_000

function hit(writer: Db, key = 'a', amount = 1, at = now) {
  return writer.transaction().execute((tx) => countHits(tx, { key, amount, now: at, windowMs }))
}

describe.each(databases)('the rate counters on %s', (kind) => {
  it('count by key and begin anew when the window is over', async () => {
    const { writer, close } = await freshDatabase(kind)

    expect(await hit(writer)).toEqual({ hits: 1, resetAt: now + windowMs })
    expect(await hit(writer, 'a', 5, now + 10)).toEqual({ hits: 6, resetAt: now + windowMs })
    expect(await hit(writer, 'b')).toEqual({ hits: 1, resetAt: now + windowMs })
    const last = now + windowMs - 1
    expect(await hit(writer, 'a', 1, last)).toEqual({ hits: 7, resetAt: now + windowMs })
    const next = now + windowMs
    expect(await hit(writer, 'a', 2, next)).toEqual({ hits: 2, resetAt: next + windowMs })
    await close()
  })

  it('begin anew when the clock was set back, but not for two clocks that differ a little', async () => {
    const { writer, close } = await freshDatabase(kind)
    const resetAt = now + windowMs
    await hit(writer)

    expect(await hit(writer, 'a', 1, now - windowMs)).toEqual({ hits: 2, resetAt })
    const back = now - windowMs - 1
    expect(await hit(writer, 'a', 1, back)).toEqual({ hits: 1, resetAt: back + windowMs })
    await close()
  })

  it('lose none of many hits at once', async () => {
    const { writer, close } = await freshDatabase(kind)

    const counted = await Promise.all(Array.from({ length: 40 }, () => hit(writer)))

    const hits = counted.map((one) => one.hits).toSorted((a, b) => a - b)
    expect(hits).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
    await close()
  })

  it('take a hit back, and the window with the last one', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const uncount = () => writer.transaction().execute((tx) => uncountHit(tx, 'a'))
    const stored = () => db.selectFrom('rateCounter').select(['counterKey', 'hits']).execute()
    await hit(writer, 'a', 2)

    await uncount()
    expect(await stored()).toEqual([{ counterKey: 'a', hits: 1 }])
    await uncount()
    expect(await stored()).toEqual([])
    await uncount()
    expect(await stored()).toEqual([])
    await close()
  })

  it('forget one key and leave the others', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await hit(writer, 'a', 3)
    await hit(writer, 'b', 3)

    await writer.transaction().execute((tx) => deleteCounter(tx, 'a'))

    const keys = await db.selectFrom('rateCounter').select('counterKey').execute()
    expect(keys).toEqual([{ counterKey: 'b' }])
    await close()
  })
})
