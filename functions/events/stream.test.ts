import { afterEach, describe, expect, it, vi } from 'vitest'
import { app } from '#functions/app.ts'
import { mutate } from '#shared/audit/mutate.ts'
import { STREAMS_PER_ACTOR } from '#shared/events/feed.ts'
import { placeEvents } from '#shared/events/place.ts'
import { databases } from '#shared/testing/databases.ts'
import { EventStream } from '#shared/testing/event-stream.ts'
import { as, setUpMara } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

/** Tells of records, each in a mutation of its own, and gives the events their places. */
async function happen(t: TestApp, ...records: [entity: string, id: string][]): Promise<void> {
  for (const [entity, id] of records) {
    await mutate(t.systemCtx(), (_, audit) => {
      audit.created(entity, { id })
      return Promise.resolve()
    })
  }
  await placeEvents(t.platform)
}

async function open(t: TestApp, query = '', headers: Record<string, string> = {}) {
  const res = await t.send('GET', `/events${query}`, undefined, headers)
  expect(res.status, res.status === 200 ? '' : await res.text()).toBe(200)
  return new EventStream(res)
}

const everything = ['events:read', 'products:read', 'orders:read', 'payments:read'] as const

afterEach(() => void vi.useRealTimers())

describe.each(databases)('GET /events on %s', (database) => {
  it('tells what happens from now on, in order', async () => {
    await using t = await testApp(app, { permissions: [...everything, 'audit:read'], database })
    await happen(t, ['product', 'prd_before'])

    const stream = await open(t)
    expect(await stream.block()).toEqual({ retry: '2000', id: '1' })
    await happen(t, ['product', 'prd_1'], ['order', 'ord_1'])
    await happen(t, ['product', 'prd_2'])

    const events = await stream.events(3)
    expect(events.map(({ ids }) => ids)).toEqual([['prd_1'], ['ord_1'], ['prd_2']])
    expect(events[0]).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: 'product.created',
      at: '2026-03-02T10:00:00.000Z',
      entity: 'product',
      ids: ['prd_1'],
      count: 1,
      actor: 'test',
      requestId: expect.stringMatching(/^req_/),
    })
    expect(stream.lastId).toBe('4')
  })

  it('loses nothing when a caller goes away and comes back with the last id', async () => {
    await using t = await testApp(app, { permissions: everything, database })
    const names = Array.from({ length: 60 }, (_, n): [string, string] => ['product', `prd_${n}`])
    const first = await open(t)
    const told: unknown[] = []
    let { lastId } = first
    await first.block()
    let stream = first
    for (let at = 0; at < names.length; at += 10) {
      const happening = happen(t, ...names.slice(at, at + 10))
      told.push(...(await stream.events(3)))
      lastId = stream.lastId
      await stream.close()
      await happening
      stream = await open(t, '?lastEventId=0', { 'last-event-id': lastId })
    }
    told.push(...(await stream.events(names.length - told.length)))

    const ids = told.flatMap((event) => (event as { ids: string[] }).ids)
    expect(ids).toEqual(names.map(([, id]) => id))
  })

  it('begins where the query says, reads on in pieces, and says when events are lost', async () => {
    await using t = await testApp(app, { permissions: everything, database })
    const names = Array.from({ length: 250 }, (_, n): [string, string] => ['product', `prd_${n}`])
    await happen(t, ...names)

    const all = await open(t, '?lastEventId=0')
    expect((await all.events(250)).map(({ ids }) => ids)).toEqual(names.map(([, id]) => [id]))
    await t.seed((tx) => tx.deleteFrom('event').where('position', '<=', 100).execute())
    const late = await open(t, '?lastEventId=90')
    expect(await late.events(2)).toMatchObject([
      { type: 'events.lost', count: 10 },
      { ids: ['prd_100'] },
    ])
    const future = await open(t, '?lastEventId=9999')
    expect(await future.block()).toMatchObject({ id: '250' })
    // It comes from before a backup was restored: whoever has seen it knows what is not so any more.
    expect(await future.events(1)).toEqual([{ type: 'events.lost', count: 9_749 }])
    await happen(t, ['product', 'prd_250'])
    expect(await future.events(1)).toMatchObject([{ ids: ['prd_250'] }])
  })
})

describe('GET /events', () => {
  it('tells only what the caller may read and asked for', async () => {
    await using t = await testApp(app, { permissions: ['events:read', 'products:read'] })
    const own = await open(t)
    const chosen = await open(t, '?types=product.updated,product.deleted,order.*', {
      authorization: `Bearer ${await t.tokenFor(everything)}`,
    })
    const kinds: [string, string][] = [
      ['order', 'ord_1'],
      ['payment', 'pay_1'],
      ['supplier', 'sup_1'],
      ['user', 'usr_1'],
      ['product', 'prd_1'],
    ]
    await happen(t, ...kinds)

    const [event] = await own.events(1)
    expect(event).toMatchObject({ type: 'product.created', actor: null })
    expect((await chosen.events(1))[0]).toMatchObject({ type: 'order.created' })
    await happen(t, ['order', 'ord_2'])
    expect((await chosen.events(1))[0]).toMatchObject({ ids: ['ord_2'] })
  })

  it('is sent as it comes: no cache, no compression, no buffering', async () => {
    await using t = await testApp(app, { permissions: everything })
    const res = await t.send('GET', '/events', undefined, { 'accept-encoding': 'gzip' })
    expect(Object.fromEntries(res.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    expect(res.headers.has('content-encoding')).toBe(false)
  })

  it.each([
    ['?types=,product.updated', 'query.types.0'],
    ['?types=product', 'query.types.0'],
    ['?types=product.updated,session.created', 'query.types.1'],
    ['?types=product.UPDATE', 'query.types.0'],
    ['?lastEventId=-1', 'query.lastEventId'],
    ['?lastEventId=evt_1', 'query.lastEventId'],
    ['?more=1', 'query.more'],
  ])('refuses %s', async (query, path) => {
    await using t = await testApp(app, { permissions: everything })
    const res = await t.send('GET', `/events${query}`)
    expect(res.status).toBe(422)
    expect((await res.json()).errors[0]).toMatchObject({ path })
  })

  it('refuses a Last-Event-ID that is none', async () => {
    await using t = await testApp(app, { permissions: everything })
    const res = await t.send('GET', '/events', undefined, { 'last-event-id': 'evt_1' })
    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: 'header.last-event-id' }])
  })

  it('lets one actor have ten streams, and another one when one was closed', async () => {
    await using t = await testApp(app, { permissions: everything })
    const streams = []
    for (let n = 0; n < STREAMS_PER_ACTOR; n++) streams.push(await open(t))

    const refused = await t.send('GET', '/events')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('30')
    const other = { authorization: `Bearer ${await t.tokenFor(everything)}` }
    await (await open(t, '', other)).close()

    await streams[0]?.close()
    await (await open(t)).close()
  })

  it('is not begun for somebody who asks for its head alone', async () => {
    await using t = await testApp(app, { permissions: everything })
    for (let n = 0; n <= STREAMS_PER_ACTOR; n++) {
      const head = await t.send('HEAD', '/events')
      expect(head.status).toBe(200)
      expect(head.headers.get('content-type')).toContain('text/event-stream')
      expect(head.body).toBeNull()
    }
    await (await open(t)).close()
  })

  it('ends when the process does', async () => {
    await using t = await testApp(app, { permissions: everything })
    const stream = await open(t)
    await stream.block()
    const next = stream.block()
    t.platform.feed.close()
    expect(await next).toBeUndefined()
    const late = await open(t)
    expect(await late.block()).toMatchObject({ retry: '2000' })
    expect(await late.block()).toBeUndefined()
  })
})

describe('a stream that lasts', () => {
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)

  it('carries a comment every 15 seconds, with the place so far', async () => {
    await using t = await testApp(app, { permissions: ['events:read', 'products:read'] })
    vi.useFakeTimers()
    const stream = await open(t)
    await stream.block()
    await happen(t, ['order', 'ord_1'])

    const beat = stream.block()
    await seconds(15)
    expect(await beat).toEqual({ comment: 'still here', id: '1' })
    const next = stream.block()
    await seconds(15)
    expect(await next).toEqual({ comment: 'still here', id: '1' })
  })

  it('notices events of other processes within a second', async () => {
    await using t = await testApp(app, { permissions: everything })
    vi.useFakeTimers()
    const stream = await open(t)
    await happen(t)
    await stream.block()
    const other = { ...t, platform: { ...t.platform, feed: { announce: () => {} } } }
    await happen(other as unknown as TestApp, ['product', 'prd_1'])

    const next = stream.events(1)
    await seconds(1)
    expect(await next).toMatchObject([{ ids: ['prd_1'] }])
  })

  it('ends within 30 seconds when the sign-in does', async () => {
    await using t = await testApp(app)
    const mara = await setUpMara(t)
    vi.useFakeTimers()
    const stream = await open(t, '', as(mara))
    await stream.block()
    await seconds(14)
    expect((await t.send('POST', '/auth/logout', {}, as(mara))).status).toBeLessThan(300)

    const ended = (async () => {
      for (let block = await stream.block(); block; block = await stream.block()) {
        expect(block.data).toBeUndefined()
      }
      return 'ended'
    })()
    await seconds(17)
    expect(await ended).toBe('ended')
  })

  it('ends when its token has expired, and goes on while it has not', async () => {
    await using t = await testApp(app)
    const mara = await setUpMara(t)
    vi.useFakeTimers()
    const stream = await open(t, '', as(mara))
    const blocks: unknown[] = []
    const reading = (async () => {
      for (let block = await stream.block(); block; block = await stream.block()) blocks.push(block)
    })()
    await seconds(31)
    const soFar = blocks.length
    t.advance(15 * 60_000)
    await seconds(31)
    await reading
    expect(soFar).toBe(3)
  })

  it('tells no more of what its caller may not read any more', async () => {
    await using t = await testApp(app, { permissions: everything })
    vi.useFakeTimers()
    const stream = await open(t)
    await stream.block()
    t.advance(10_000)
    const scopes = JSON.stringify(['events:read', 'orders:read'])
    await t.seed((tx) => tx.updateTable('apiToken').set({ scopes }).execute())
    const next = stream.events(1)
    await seconds(31)
    await happen(t, ['product', 'prd_1'], ['order', 'ord_1'])
    expect(await next).toMatchObject([{ ids: ['ord_1'] }])
  })
})
