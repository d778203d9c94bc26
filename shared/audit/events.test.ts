import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { setUpMara, as } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'
import { mutate } from './mutate.ts'
import { IDS_PER_EVENT, writeEvent } from './events.ts'

/** The events that were written, oldest first. */
async function eventsOf(t: TestApp) {
  const rows = await t.db.selectFrom('event').selectAll().orderBy('id').execute()
  return rows.map((row) => ({ ...row, entityIds: JSON.parse(row.entityIds) as string[] }))
}

/** Counts how often the platform is told of events. */
function countTold(t: TestApp): { told: number } {
  const count = { told: 0 }
  t.platform.eventsWritten = () => (count.told += 1)
  return count
}

describe.each(databases)('the outbox of events on %s', (database) => {
  it('holds one event for each entity and action of a mutation', async () => {
    await using t = await testApp(app, { permissions: ['suppliers:write'], database })

    const body = { name: 'Acme', contacts: [{ name: 'Ann' }, { name: 'Bo' }] }
    const res = await t.send('POST', '/suppliers', body, { 'x-request-id': 'my-request' })

    const supplier = await res.json()
    const shared = {
      id: expect.stringMatching(/^evt_/),
      at: '2026-03-02T10:00:00.000Z',
      actorName: 'Test Owner (test)',
      requestId: 'my-request',
      position: null,
    }
    expect(await eventsOf(t)).toEqual([
      {
        ...shared,
        type: 'supplier.created',
        entity: 'supplier',
        entityIds: [supplier.id],
        count: 1,
      },
      {
        ...shared,
        type: 'contact.created',
        entity: 'contact',
        entityIds: supplier.contacts.map((contact: { id: string }) => contact.id),
        count: 2,
      },
    ])
  })

  it('tells changes, removals and named actions by their types', async () => {
    await using t = await testApp(app, { permissions: ['products:write'], database })
    const { id } = await (await t.send('POST', '/products', { sku: 'A', name: 'A' })).json()
    await t.send('PATCH', `/products/${id}`, { name: 'B' })
    await t.send('PATCH', `/products/${id}`, { name: 'B' })
    await t.send('DELETE', `/products/${id}`)
    await t.send('POST', `/products/${id}/restore`)

    const types = (await eventsOf(t)).map((event) => [event.type, event.entityIds])

    const expected = ['created', 'updated', 'deleted', 'restore']
    expect(types).toEqual(expected.map((word) => [`product.${word}`, [id]]))
  })

  it('counts all records of a mutation and names the first thousand', async () => {
    await using t = await testApp(app, { database })
    const ids = Array.from({ length: 2_500 }, (_, n) => `prd_${n}`)

    await mutate(t.systemCtx(), (_, audit) => {
      for (const id of ids) {
        audit.created('product', { id })
        audit.recorded('PRICE', 'price', id)
      }
      // The same record once more is the same record.
      audit.created('product', { id: 'prd_0' })
      return Promise.resolve()
    })

    const events = await eventsOf(t)
    expect(events).toMatchObject([{ type: 'product.created', count: 2_500 }])
    expect(events[0]?.entityIds).toEqual(ids.slice(0, IDS_PER_EVENT))
  })

  it('holds nothing of people, sessions and secrets', async () => {
    await using t = await testApp(app, { database })
    const mara = await setUpMara(t)
    const told = countTold(t)
    await t.send('POST', '/tokens', { name: 'x', scopes: ['products:read'] }, as(mara))
    await t.send('POST', '/auth/mfa/setup', undefined, as(mara))
    await t.send('POST', '/auth/logout', {}, as(mara))

    expect((await t.auditActions()).length).toBeGreaterThan(4)
    expect(await eventsOf(t)).toEqual([])
    expect(told).toEqual({ told: 0 })
  })

  it('is as it was after a mutation that failed, and nobody is told', async () => {
    await using t = await testApp(app, { database })
    const told = countTold(t)

    const failing = mutate(t.systemCtx(), (_, audit) => {
      audit.created('product', { id: 'prd_1' })
      return Promise.reject(new Error('no'))
    })

    await expect(failing).rejects.toThrow('no')
    expect(await eventsOf(t)).toEqual([])
    expect(told).toEqual({ told: 0 })
  })

  it('takes what the process does by itself', async () => {
    await using t = await testApp(app, { database })
    const ctx = t.systemCtx()
    await t.seed(async (tx) => {
      await writeEvent(ctx, tx, { action: 'OPEN', entity: 'alert', ids: ['alr_1', 'alr_2'] })
      await writeEvent(ctx, tx, { action: 'RESOLVE', entity: 'alert', ids: [] })
    })
    expect(await eventsOf(t)).toMatchObject([
      { type: 'alert.open', entityIds: ['alr_1', 'alr_2'], count: 2, actorName: 'test' },
    ])
  })

  it('is written once for a request that is repeated, and told after the commit', async () => {
    await using t = await testApp(app, { permissions: ['suppliers:write'], database })
    let seen = -1
    const looks: Promise<void>[] = []
    t.platform.eventsWritten = () => {
      looks.push(eventsOf(t).then((events) => void (seen = events.length)))
    }
    const key = { 'idempotency-key': 'once' }
    await t.send('POST', '/suppliers', { name: 'Acme' }, key)
    await t.send('POST', '/suppliers', { name: 'Acme' }, key)
    await Promise.all(looks)

    expect(looks).toHaveLength(1)
    expect(seen).toBe(1)
    expect(await eventsOf(t)).toHaveLength(1)
  })
})
