import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  addOrder,
  ask,
  buyerRights,
  historyOf,
  putInto,
  storedOrder,
} from '#shared/testing/order-maker.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const

async function setLimit(t: TestApp, approvalLimit: string | null): Promise<void> {
  const res = await t.send('PATCH', '/settings', { approvalLimit })
  expect(res.status).toBe(200)
}

/** The headers of somebody else with these permissions. */
async function another(t: TestApp, permissions: readonly (typeof buyerRights)[number][]) {
  return { authorization: `Bearer ${await t.tokenFor(permissions)}` }
}

const approver = ['orders:write', 'orders:approve'] as const

describe.each(databases)('approval on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('without a limit is given by whoever may approve, the author too', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    const path = `/orders/${id}/advance`
    expect((await ask(t, 'POST', path)).stage).toBe('pending_approval')

    const refused = await t.send('POST', path, {}, await another(t, ['orders:write']))
    const approved = await ask(t, 'POST', path, { note: 'ok' })

    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ permission: 'orders:approve' })
    expect(approved).toMatchObject({ stage: 'approved', approvedTotal: '125.00' })
    expect(approved.approvedBy?.id).toBe(approved.author.id)
  })

  it('up to the limit comes by itself, right after the submission', async () => {
    await using t = await open()
    await setLimit(t, '125')
    const { id } = await addOrder(t)
    const buyer = await another(t, ['orders:write'])

    const res = await t.send('POST', `/orders/${id}/advance`, { note: 'please' }, buyer)

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({
      stage: 'approved',
      submittedTotal: '125.00',
      approvedTotal: '125.00',
      approvedBy: { id: null, name: 'system' },
      version: 2,
    })
    const rows = await t.db
      .selectFrom('purchaseOrderHistory')
      .select(['toStage', 'actorName'])
      .where('orderId', '=', id)
      .orderBy('id')
      .execute()
    expect(rows).toEqual([
      { toStage: 'draft', actorName: expect.stringContaining('Test Owner') },
      { toStage: 'pending_approval', actorName: expect.stringContaining('Test Owner') },
      { toStage: 'approved', actorName: 'system' },
    ])
  })

  it('above the limit is never given by the author, nor by who changed the amounts', async () => {
    await using t = await open()
    await setLimit(t, '124.99')
    const order = await addOrder(t)
    const path = `/orders/${order.id}`
    const second = await another(t, approver)
    const third = await another(t, approver)
    expect((await t.send('PATCH', path, { shipping: 5 }, second)).status).toBe(200)
    expect((await ask(t, 'POST', `${path}/advance`)).stage).toBe('pending_approval')

    const byAuthor = await t.send('POST', `${path}/advance`)
    const byEditor = await t.send('POST', `${path}/advance`, {}, second)
    const byJump = await t.send('POST', `${path}/transition`, { stage: 'ordered' })
    for (const res of [byAuthor, byEditor, byJump]) {
      expect(res.status).toBe(403)
      expect(await res.json()).toMatchObject({
        gate: 'four_eyes',
        limit: '124.99',
        value: '130.00',
      })
    }
    expect(await storedOrder(t, order)).toMatchObject({ stage: 'pending_approval', version: 3 })
    const byThird = await t.send('POST', `${path}/advance`, {}, third)
    expect(byThird.status).toBe(200)
    expect(await byThird.json()).toMatchObject({ stage: 'approved', approvedTotal: '130.00' })
  })

  it('compares in the currency of the company', async () => {
    await using t = await open()
    await setLimit(t, '125')
    const dear = await addOrder(t, { currency: 'KWD', exchangeRate: '3.01' })
    const cheap = await addOrder(t, { currency: 'JPY', exchangeRate: '0.0061' })

    const stages = [
      (await ask(t, 'POST', `/orders/${dear.id}/advance`)).stage,
      (await ask(t, 'POST', `/orders/${cheap.id}/advance`)).stage,
    ]

    expect(stages).toEqual(['pending_approval', 'approved'])
  })

  it('says so when the rate makes more of the order than can be kept', async () => {
    await using t = await open()
    const order = await addOrder(t, {
      currency: 'USD',
      exchangeRate: '90000000',
      shipping: '1000000',
    })

    const res = await t.send('POST', `/orders/${order.id}/advance`)

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toEqual([
      {
        path: 'exchangeRate',
        message: expect.stringContaining('more EUR of 1000125.00 USD than can be kept'),
        code: 'too_large',
      },
    ])
  })

  it('is not got round by a rate that comes with the order being sent', async () => {
    await using t = await open()
    await setLimit(t, '125')
    const order = await addOrder(t, { currency: 'KWD', exchangeRate: '0.5' })
    expect((await ask(t, 'POST', `/orders/${order.id}/advance`)).stage).toBe('approved')

    const sent = await t.send('POST', `/orders/${order.id}/advance`, { exchangeRate: '3.01' })
    const other = await addOrder(t, { currency: 'KWD' })
    const body = { stage: 'ordered', exchangeRate: '3.01' }
    const jumped = await t.send('POST', `/orders/${other.id}/transition`, body)

    expect([sent.status, jumped.status]).toEqual([409, 403])
    expect(await sent.json()).toMatchObject({ gate: 'approval', value: '376.25', currency: 'EUR' })
    expect(await storedOrder(t, order)).toMatchObject({ stage: 'approved' })
  })
})

describe('an amendment that makes an order worth more than was approved', () => {
  const amend = (shipping: number) => ({ shipping, note: 'dearer freight' })

  it.each(['approved', 'ordered', 'confirmed', 'in_production', 'shipped', 'customs'] as const)(
    'takes one that is %s back to pending_approval',
    async (stage) => {
      await using t = await testApp(app, rights)
      const order = await addOrder(t)
      await putInto(t, order, stage, { received: stage === 'customs' ? 3 : 0 })

      const after = await ask(t, 'PATCH', `/orders/${order.id}`, amend(1))

      expect(after).toMatchObject({
        stage: 'pending_approval',
        total: '126.00',
        submittedTotal: '126.00',
        approvedTotal: null,
        approvedBy: null,
      })
      expect(await historyOf(t, order)).toEqual([
        'created >draft',
        'amended',
        `back ${stage}>pending_approval`,
      ])
    },
  )

  it('leaves it where it is when it falls, or stays within what was approved', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t)
    await putInto(t, order, 'shipped')
    const [line] = order.lines
    const lines = [{ id: line?.id, quantity: 8 }]

    const less = await ask(t, 'PATCH', `/orders/${order.id}`, { lines })
    const same = await ask(t, 'PATCH', `/orders/${order.id}`, amend(25))

    expect(less).toMatchObject({ stage: 'shipped', total: '100.00', approvedTotal: '125.00' })
    expect(same).toMatchObject({ stage: 'shipped', total: '125.00', approvedTotal: '125.00' })
  })

  it('is received by itself after its new approval, when all that is ordered came before', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t, { terms: '100 % before shipment' })
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'ordered' })
    const [line] = order.lines
    const delivery = { orderId: order.id, lines: [{ lineId: line?.id, quantity: 6 }] }
    expect((await t.send('POST', '/inventory/receive', delivery)).status).toBe(201)
    const lines = [{ id: line?.id, quantity: 6, unitCost: 30 }]
    const amended = await ask(t, 'PATCH', `/orders/${order.id}`, { lines })
    expect(amended).toMatchObject({ stage: 'pending_approval', total: '180.00' })

    const approved = await ask(t, 'POST', `/orders/${order.id}/advance`)
    const sent = await ask(t, 'POST', `/orders/${order.id}/advance`)

    expect(approved).toMatchObject({ stage: 'approved' })
    expect(sent).toMatchObject({ stage: 'received', receiptStatus: 'full' })
    expect((await historyOf(t, order)).slice(-2)).toEqual([
      'passed shipped>customs',
      'advanced customs>received',
    ])
  })

  it('approves itself up to the limit, and stays where it is', async () => {
    await using t = await testApp(app, rights)
    await setLimit(t, '130')
    const order = await addOrder(t)
    await putInto(t, order, 'shipped')

    const within = await ask(t, 'PATCH', `/orders/${order.id}`, amend(5))
    const above = await ask(t, 'PATCH', `/orders/${order.id}`, amend(5.01))

    expect(within).toMatchObject({
      stage: 'shipped',
      approvedTotal: '130.00',
      approvedBy: { id: null, name: 'system' },
    })
    expect(above).toMatchObject({ stage: 'pending_approval', total: '130.01' })
  })
})
