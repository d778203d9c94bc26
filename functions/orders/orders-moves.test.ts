import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  addOrder,
  ask,
  buyerRights,
  historyOf,
  pay,
  putInto,
  storedOrder,
} from '#shared/testing/order-maker.ts'
import { auditOf } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const

async function historyEntries(t: TestApp, id: string) {
  const res = await t.send('GET', `/orders/${id}/history`)
  expect(res.status).toBe(200)
  return (await res.json()).items
}

describe.each(databases)('moving an order on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('goes over stages that do not apply, each in the history as passed', async () => {
    await using t = await open()
    const order = await addOrder(t)

    const body = {
      stage: 'shipped',
      note: 'bought over the counter',
      supplierReference: 'SO-1',
      carrier: 'own van',
      version: 1,
    }
    const moved = await ask(t, 'POST', `/orders/${order.id}/transition`, body)

    expect(moved).toMatchObject({
      stage: 'shipped',
      version: 2,
      submittedTotal: '125.00',
      approvedTotal: '125.00',
      sentAt: '2026-03-02T10:00:00.000Z',
      sentBy: 'marked',
      supplierReference: 'SO-1',
      carrier: 'own van',
      etaOn: null,
    })
    expect(await historyOf(t, order)).toEqual([
      'created >draft',
      'passed draft>pending_approval',
      'passed pending_approval>approved',
      'passed approved>ordered',
      'passed ordered>confirmed',
      'passed confirmed>in_production',
      'advanced in_production>shipped',
    ])
    const entries = await historyEntries(t, order.id)
    expect(entries.at(-1)).toMatchObject({
      note: 'bought over the counter',
      details: { carrier: 'own van' },
      actor: { name: expect.stringContaining('Test Owner') },
    })
    expect(entries.at(-3)).toMatchObject({ note: null, details: { supplierReference: 'SO-1' } })
    const [entry] = await auditOf(t, 'TRANSITION')
    expect(JSON.parse(entry?.oldValues ?? '')).toMatchObject({ stage: 'draft', carrier: null })
    expect(JSON.parse(entry?.newValues ?? '')).toMatchObject({ stage: 'shipped' })
  })

  it('goes back one step with a reason, and forgets what is not true any more', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    await ask(t, 'POST', `/orders/${id}/transition`, { stage: 'ordered' })
    const path = `/orders/${id}/transition`

    const noReason = await t.send('POST', path, { stage: 'approved' })
    expect(noReason.status).toBe(422)
    expect((await noReason.json()).errors).toMatchObject([{ path: 'reason' }])
    const far = await t.send('POST', path, { stage: 'draft', reason: 'no' })
    expect(far.status).toBe(409)

    const approved = await ask(t, 'POST', path, { stage: 'approved', reason: 'wrong address' })
    expect(approved).toMatchObject({ sentAt: null, sentBy: null, approvedTotal: '125.00' })
    const pending = await ask(t, 'POST', path, { stage: 'pending_approval', reason: 'recheck' })
    expect(pending).toMatchObject({ approvedTotal: null, approvedBy: null })
    const draft = await ask(t, 'POST', path, { stage: 'draft', reason: 'more lines' })
    expect(draft).toMatchObject({ submittedTotal: null, stage: 'draft' })
    expect((await historyEntries(t, id)).at(-1)).toMatchObject({
      event: 'back',
      fromStage: 'pending_approval',
      toStage: 'draft',
      note: 'more lines',
    })
  })

  it('keeps the day of arrival that somebody wrote down, until the order is back at sea', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    const path = `/orders/${id}`
    await ask(t, 'POST', `${path}/transition`, { stage: 'shipped' })
    await ask(t, 'PATCH', path, { arrivedOn: '2026-02-27' })

    const known = await ask(t, 'POST', `${path}/advance`)
    const told = { stage: 'shipped', reason: 'another ship' }
    const back = await ask(t, 'POST', `${path}/transition`, told)
    const again = await ask(t, 'POST', `${path}/advance`)

    expect(known).toMatchObject({ stage: 'customs', arrivedOn: '2026-02-27' })
    expect(back).toMatchObject({ stage: 'shipped', arrivedOn: null })
    expect(again).toMatchObject({ stage: 'customs', arrivedOn: '2026-03-02' })
  })

  it('compares the version of body or If-Match', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    const path = `/orders/${id}/advance`

    const stale = await t.send('POST', path, {}, { 'if-match': '"7"' })
    const both = await t.send('POST', path, { version: 1 }, { 'if-match': '"2"' })
    const right = await t.send('POST', path, {}, { 'if-match': '"1"' })

    expect([stale.status, both.status, right.status]).toEqual([409, 422, 200])
    expect(right.headers.get('etag')).toBe('"2"')
    for (const [what, body] of [
      ['transition', { stage: 'approved', version: 1 }],
      ['cancel', { reason: 'no', version: 1 }],
      ['hold', { version: 1 }],
    ] as const) {
      const res = await t.send('POST', `/orders/${id}/${what}`, body)
      expect(res.status, what).toBe(409)
      expect(await res.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
    }
    expect(await storedOrder(t, { id })).toMatchObject({ version: 2, stage: 'pending_approval' })
  })

  it('is done once for one Idempotency-Key', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    const key = { 'idempotency-key': 'advance-1' }

    const first = await t.send('POST', `/orders/${id}/advance`, undefined, key)
    const second = await t.send('POST', `/orders/${id}/advance`, undefined, key)

    expect([first.status, second.status]).toEqual([200, 200])
    expect(await second.json()).toEqual(await first.json())
    expect(await storedOrder(t, { id })).toMatchObject({ stage: 'pending_approval', version: 2 })
  })

  it('stops while the order is on hold', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    const path = `/orders/${id}`

    const held = await ask(t, 'POST', `${path}/hold`, { reason: 'sample awaited' })
    const advanced = await t.send('POST', `${path}/advance`)
    const jumped = await t.send('POST', `${path}/transition`, { stage: 'ordered' })
    const twice = await t.send('POST', `${path}/hold`)
    const released = await ask(t, 'POST', `${path}/hold`, { onHold: false })
    const moved = await t.send('POST', `${path}/advance`)

    expect(held).toMatchObject({ onHold: true, holdReason: 'sample awaited', version: 2 })
    expect(held.actions).not.toContain('advance')
    for (const res of [advanced, jumped, twice]) expect(res.status).toBe(409)
    expect(released).toMatchObject({ onHold: false, holdReason: null })
    expect(moved.status).toBe(200)
    expect(await historyOf(t, { id })).toEqual([
      'created >draft',
      'held',
      'released',
      'advanced draft>pending_approval',
    ])
    const actions = (await t.auditActions()).filter((name) => name.startsWith('order.'))
    expect(actions).toEqual(['order.CREATE', 'order.HOLD', 'order.RELEASE', 'order.ADVANCE'])
  })

  it('ends with a cancellation, which takes planned payments along', async () => {
    await using t = await open()
    const order = await addOrder(t, { terms: '30/70 before shipment' })
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'confirmed' })
    const planned = await t.db.selectFrom('payment').select('status').execute()
    expect(planned).toEqual([{ status: 'planned' }, { status: 'planned' }])

    const noReason = await t.send('POST', `/orders/${order.id}/cancel`, {})
    const cancelled = await ask(t, 'POST', `/orders/${order.id}/cancel`, { reason: 'bankrupt' })

    expect(noReason.status).toBe(422)
    expect(cancelled).toMatchObject({
      stage: 'cancelled',
      cancelReason: 'bankrupt',
      nextStage: null,
      actions: [],
    })
    const left = await t.db.selectFrom('payment').select('status').execute()
    expect(left).toEqual([{ status: 'cancelled' }, { status: 'cancelled' }])
    expect(await auditOf(t, 'CANCEL')).toMatchObject([{ entity: 'order', entityId: order.id }])
  })
})

describe('the gates', () => {
  it('of pending_approval ask for lines with costs', async () => {
    await using t = await testApp(app, rights)
    const empty = await addOrder(t, { lines: [] })
    const costless = await addOrder(t)
    await t.seed((tx) => tx.updateTable('purchaseOrderLine').set({ unitCost: 0 }).execute())

    for (const order of [empty, costless]) {
      const res = await t.send('POST', `/orders/${order.id}/advance`)
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({ gate: 'lines' })
    }
  })

  it('of in_production and shipped ask for what the terms say', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t, { terms: '30/70 before shipment' })
    const path = `/orders/${order.id}`
    await ask(t, 'POST', `${path}/transition`, { stage: 'confirmed' })

    const unpaid = await t.send('POST', `${path}/advance`)
    const over = await t.send('POST', `${path}/transition`, { stage: 'customs' })
    expect([unpaid.status, over.status]).toEqual([409, 409])
    expect(await unpaid.json()).toMatchObject({ gate: 'deposit_paid', required: '37.50' })

    await pay(t, order, 37.5, 'deposit')
    expect((await ask(t, 'POST', `${path}/advance`)).stage).toBe('in_production')
    const balance = await t.send('POST', `${path}/advance`)
    expect(balance.status).toBe(409)
    expect(await balance.json()).toMatchObject({ gate: 'balance_paid' })
    await pay(t, order, 87.5)
    expect(await ask(t, 'POST', `${path}/advance`)).toMatchObject({
      stage: 'shipped',
      paymentStatus: 'paid',
      outstanding: '0.00',
    })
  })

  it('of completed are waived on purpose only, by somebody who may complete', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t)
    await putInto(t, order, 'received', { received: 10 })
    const path = `/orders/${order.id}/advance`
    const buyer = { authorization: `Bearer ${await t.tokenFor(['orders:write'])}` }

    const unpaid = await t.send('POST', path, {})
    const refused = await t.send('POST', path, { waiveUnpaid: true }, buyer)
    const waived = await ask(t, 'POST', path, { waiveUnpaid: true, closingNote: 'a gift' })

    expect([unpaid.status, refused.status]).toEqual([409, 403])
    expect(await refused.json()).toMatchObject({ permission: 'orders:complete' })
    expect(waived).toMatchObject({
      stage: 'completed',
      unpaidWaived: true,
      closingNote: 'a gift',
      paymentStatus: 'unpaid',
    })
  })

  it('let nobody record what belongs to another stage', async () => {
    await using t = await testApp(app, rights)
    const { id } = await addOrder(t)

    const body = { carrier: 'Maersk', duty: 5, note: 'x' }
    const res = await t.send('POST', `/orders/${id}/advance`, body)

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors).toEqual([
      { path: 'carrier', message: expect.stringContaining('shipped'), code: 'misplaced' },
      { path: 'duty', message: expect.stringContaining('customs'), code: 'misplaced' },
    ])
    expect(await historyOf(t, { id })).toEqual(['created >draft'])

    await ask(t, 'POST', `/orders/${id}/transition`, { stage: 'customs' })
    const back = { stage: 'shipped', reason: 'another ship', carrier: 'Evergreen' }
    const refused = await t.send('POST', `/orders/${id}/transition`, back)
    expect(refused.status).toBe(422)
    expect((await refused.json()).errors).toMatchObject([{ path: 'carrier', code: 'misplaced' }])
    expect(await storedOrder(t, { id })).toMatchObject({ stage: 'customs' })
  })

  it('take a day of sending that is over, and a rate between two currencies', async () => {
    await using t = await testApp(app, rights)
    const foreign = await addOrder(t, { currency: 'USD' })
    const own = await addOrder(t)
    const path = ({ id }: { id: string }) => `/orders/${id}/transition`

    const early = { stage: 'ordered', sentAt: '2026-03-02T10:00:00.001Z' }
    expect((await t.send('POST', path(foreign), early)).status).toBe(422)
    const rate = { stage: 'ordered', exchangeRate: '0.91345678' }
    expect((await t.send('POST', path(own), rate)).status).toBe(422)
    const sent = await ask(t, 'POST', path(foreign), { ...rate, sentAt: '2026-03-01T08:00:00Z' })
    expect(sent).toMatchObject({ exchangeRate: '0.91345678', sentAt: '2026-03-01T08:00:00.000Z' })
    for (const exchangeRate of ['0', '-1', '1.123456789', 'x']) {
      const res = await t.send('POST', path(own), { stage: 'ordered', exchangeRate })
      expect(res.status, exchangeRate).toBe(422)
    }
  })
})
