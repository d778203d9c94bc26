import { describe, expect, it, vi } from 'vitest'
import { app } from '#functions/app.ts'
import { deliveryDelay, LEASE_MS, MAX_DELIVERY_ATTEMPTS } from '#shared/events/deliver.ts'
import { queueDeliveries } from '#shared/events/fan-out.ts'
import { placeEvents } from '#shared/events/place.ts'
import { claimDeliveries } from '#shared/repositories/webhook-deliveries.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { expectedSignature, webhookReceiver } from '#shared/testing/webhook-receiver.ts'
import {
  addWebhook,
  deliveriesOf,
  happen,
  runWebhooks as run,
  webhookRights as permissions,
} from '#shared/testing/webhooks.ts'

const DAY = 86_400_000

const open = (database: (typeof databases)[number] = 'sqlite') =>
  testApp(app, { permissions, database, allowPrivate: true })

describe.each(databases)('what a webhook is sent on %s', (database) => {
  it('is signed so that the receiver can verify it on its own', async () => {
    await using t = await open(database)
    await using receiver = await webhookReceiver()
    await happen(t, 'product', 'prd_before')
    const { id, secret } = await addWebhook(t, receiver.url)
    await happen(t, 'product', 'prd_1')

    await run(t)

    const [call, ...more] = receiver.calls
    if (!call) throw new Error('no call came')
    expect(more).toEqual([])
    expect(call.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^evt_/),
      'webhook-timestamp': String(Date.parse('2026-03-02T10:00:00.000Z') / 1000),
    })
    expect(call.headers['webhook-signature']).toBe(expectedSignature(secret, call))
    expect(JSON.parse(call.body)).toEqual({
      type: 'product.created',
      timestamp: '2026-03-02T10:00:00.000Z',
      data: { entity: 'product', ids: ['prd_1'], count: 1 },
    })
    expect(await deliveriesOf(t, id)).toEqual([
      {
        id: expect.stringMatching(/^dlv_/),
        webhookId: id,
        eventId: call.headers['webhook-id'],
        type: 'product.created',
        state: 'delivered',
        attempts: 1,
        nextAttemptAt: null,
        lastStatus: 200,
        lastError: null,
        createdAt: '2026-03-02T10:00:00.000Z',
        deliveredAt: '2026-03-02T10:00:00.000Z',
      },
    ])
    await run(t)
    expect(receiver.calls).toHaveLength(1)
  })

  it('is each event of its types once, however many servers deliver at once', async () => {
    await using t = await open(database)
    await using receiver = await webhookReceiver()
    await addWebhook(t, receiver.url, { types: ['product.*'] })
    await addWebhook(t, `${receiver.url}/orders`, { types: ['order.created'] })
    const ids = Array.from({ length: 30 }, (_, n) => `prd_${n}`)
    await happen(t, 'product', ...ids)
    await happen(t, 'order', 'ord_1')
    await happen(t, 'user', 'usr_1')

    await Promise.all(Array.from({ length: 4 }, () => run(t)))
    await run(t)

    const told = receiver.calls.map(({ path, body }) => [path, JSON.parse(body).data.ids[0]])
    expect(told.toSorted()).toEqual(
      [...ids.map((id) => ['/hooks', id]), ['/hooks/orders', 'ord_1']].toSorted(),
    )
    expect(await t.db.selectFrom('webhookDelivery').select('id').execute()).toHaveLength(31)
  })

  it('is tried again, later each time, until it has failed', async () => {
    await using t = await open(database)
    await using receiver = await webhookReceiver()
    receiver.answer = 500
    const { id } = await addWebhook(t, receiver.url)
    await happen(t, 'product', 'prd_1')
    const start = t.platform.now().getTime()

    const waits: number[] = []
    for (let n = 1; n < MAX_DELIVERY_ATTEMPTS; n++) {
      await run(t)
      const [delivery] = await deliveriesOf(t, id)
      expect(delivery).toMatchObject({ state: 'queued', attempts: n, lastError: 'answered 500' })
      const wait = Date.parse(delivery.nextAttemptAt) - t.platform.now().getTime()
      await run(t)
      expect(receiver.calls).toHaveLength(n)
      t.advance(wait)
      waits.push(wait)
    }
    await run(t)
    t.advance(DAY)
    await run(t)

    const [delivery] = await deliveriesOf(t, id, '?state=failed')
    expect(delivery).toMatchObject({ attempts: MAX_DELIVERY_ATTEMPTS, lastStatus: 500 })
    expect(receiver.calls).toHaveLength(MAX_DELIVERY_ATTEMPTS)
    const hours = (t.platform.now().getTime() - start - DAY) / 3_600_000
    expect(hours).toBeGreaterThan(18)
    expect(hours).toBeLessThan(32)
    expect(waits.slice(0, 6)).toEqual(waits.slice(0, 6).toSorted((a, b) => a - b))
    const bodies = new Set(
      receiver.calls.map(({ body, headers }) => [body, headers['webhook-id']].join()),
    )
    expect(bodies.size).toBe(1)
  })
})

describe('a delivery', () => {
  it('that failed is sent again when somebody asks for it', async () => {
    await using t = await open()
    await using receiver = await webhookReceiver()
    receiver.answer = 410
    const { id } = await addWebhook(t, receiver.url)
    await happen(t, 'product', 'prd_1')
    await run(t)
    const [failed] = await deliveriesOf(t, id)
    expect(failed).toMatchObject({ state: 'failed', attempts: 1, lastError: 'answered 410' })
    receiver.answer = 204

    const path = `/webhooks/${id}/deliveries/${failed.id}/replay`
    const res = await t.send('POST', path)
    expect(await res.json()).toMatchObject({ id: failed.id, state: 'queued', attempts: 0 })
    expect((await t.send('POST', path)).status).toBe(409)
    await run(t)

    expect(await deliveriesOf(t, id)).toMatchObject([{ state: 'delivered', lastStatus: 204 }])
    const [first, second] = receiver.calls
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(await t.auditActions()).toContain('webhook.REPLAY')
    const other = await addWebhook(t, receiver.url)
    const foreign = await t.send('POST', `/webhooks/${other.id}/deliveries/${failed.id}/replay`)
    expect(foreign.status).toBe(404)
    await t.seed((tx) => tx.deleteFrom('event').execute())
    expect((await t.send('POST', path)).status).toBe(409)
  })

  it('of a try-out goes to its webhook alone, whatever types it wants', async () => {
    await using t = await open()
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url, { types: ['order.*'] })
    await addWebhook(t, `${receiver.url}/all`)

    const res = await t.send('POST', `/webhooks/${id}/test`)
    expect(await res.json()).toMatchObject({ state: 'queued', type: 'webhook.test' })
    await run(t)

    expect(receiver.calls.map(({ path }) => path)).toEqual(['/hooks'])
    const { type, data } = JSON.parse(receiver.calls[0]?.body ?? '')
    expect([type, data.ids]).toEqual(['webhook.test', [id]])
    expect(await deliveriesOf(t, id, '?state=delivered')).toHaveLength(1)
  })

  it('is not made of what happened while the webhook was off', async () => {
    await using t = await open()
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url)
    await t.send('PATCH', `/webhooks/${id}`, { active: false })
    await happen(t, 'product', 'prd_off')
    expect((await t.send('POST', `/webhooks/${id}/test`)).status).toBe(409)
    await t.send('PATCH', `/webhooks/${id}`, { active: true })
    await happen(t, 'product', 'prd_on')
    await run(t)
    expect(receiver.calls.map(({ body }) => JSON.parse(body).data.ids)).toEqual([['prd_on']])
  })

  it('is signed by the new and the old secret for a day', async () => {
    await using t = await open()
    await using receiver = await webhookReceiver()
    const { id, secret: old } = await addWebhook(t, receiver.url)
    const { secret } = await (await t.send('POST', `/webhooks/${id}/rotate-secret`)).json()
    await happen(t, 'product', 'prd_1')
    await run(t)
    t.advance(DAY)
    await happen(t, 'product', 'prd_2')
    await run(t)

    const [both, one] = receiver.calls
    if (!both || !one) throw new Error('two calls must have come')
    const signatures = [expectedSignature(secret, both), expectedSignature(old, both)]
    expect(both.headers['webhook-signature']).toBe(signatures.join(' '))
    expect(one.headers['webhook-signature']).toBe(expectedSignature(secret, one))
  })

  it('follows no redirect', async () => {
    await using t = await open()
    await using receiver = await webhookReceiver()
    receiver.answer = (_, res) => res.writeHead(307, { location: '/elsewhere' }).end()
    const { id } = await addWebhook(t, receiver.url)
    await happen(t, 'product', 'prd_1')
    await run(t)
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/hooks'])
    expect(await deliveriesOf(t, id)).toMatchObject([{ lastStatus: 307, state: 'queued' }])
  })

  it('to an endpoint that hangs keeps no other one waiting, and is given back at a stop', async () => {
    await using t = await open()
    await using slow = await webhookReceiver()
    await using quick = await webhookReceiver()
    slow.answer = () => {}
    const hanging = await addWebhook(t, slow.url)
    await addWebhook(t, quick.url)
    await happen(t, 'product', 'prd_1')
    const ending = new AbortController()

    const running = run(t, ending.signal)
    await vi.waitFor(() => expect([slow, quick].map((r) => r.calls.length)).toEqual([1, 1]))
    await happen(t, 'product', 'prd_2')
    await placeEvents(t.platform)
    await queueDeliveries(t.platform)
    await vi.waitFor(() => expect(quick.calls).toHaveLength(2), 5_000)
    ending.abort()
    await running

    const waiting = await deliveriesOf(t, hanging.id)
    expect(waiting).toMatchObject([{ attempts: 0 }, { attempts: 0, state: 'queued' }])
    slow.answer = 200
    await run(t)
    expect(slow.calls.map(({ body }) => JSON.parse(body).data.ids[0])).toContain('prd_2')
    expect(await deliveriesOf(t, hanging.id, '?state=delivered')).toHaveLength(2)
  })

  it('of a server that died is taken over when its lease is over', async () => {
    await using t = await open()
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url)
    await happen(t, 'product', 'prd_1')
    await placeEvents(t.platform)
    await queueDeliveries(t.platform)
    const now = t.platform.now()
    const leaseUntil = new Date(now.getTime() + LEASE_MS).toISOString()
    const lease = { now: now.toISOString(), leaseUntil, limit: 5 }
    expect(await t.seed((tx) => claimDeliveries(tx, id, lease))).toHaveLength(1)

    t.advance(LEASE_MS - 1)
    await run(t)
    expect(receiver.calls).toEqual([])
    t.advance(1)
    await run(t)
    expect(receiver.calls).toHaveLength(1)
  })

  it('waits longer after each attempt, by chance a fifth more or less', () => {
    expect([1, 2, 3].map((n) => deliveryDelay(n, 0.5))).toEqual([5_000, 20_000, 80_000])
    expect([0, 1].map((chance) => deliveryDelay(1, chance))).toEqual([4_000, 6_000])
    expect(deliveryDelay(50, 0.5)).toBe(6 * 3_600_000)
  })
})
