import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { addSupplier } from '#shared/testing/goods.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  addLine,
  addOrder,
  ask,
  buyerRights,
  historyOf,
  pay,
  storedOrder,
} from '#shared/testing/order-maker.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const

describe.each(databases)('purchase orders on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('begin as a draft with a number, totals and one audit entry', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t, { terms: 'net 30', currency: 'USD' })
    const lines = [
      await addLine(t, { quantity: 1000, unitCost: '0.4111' }),
      await addLine(t, { quantity: 3, unitCost: '0.335', discountPercent: 10 }),
    ]

    const body = { supplierId, lines, tax: '10', shipping: 85, expectedOn: '2026-05-01' }
    const res = await t.send('POST', '/orders', body)

    expect(res.status).toBe(201)
    const order = await res.json()
    expect(order).toMatchObject({
      id: expect.stringMatching(/^ord_/),
      number: 'PO-000001',
      stage: 'draft',
      supplier: { id: supplierId, name: 'Acme Trading' },
      currency: 'USD',
      terms: 'net 30',
      exchangeRate: '1',
      expectedOn: '2026-05-01',
      subtotal: '412.00',
      tax: '10.00',
      shipping: '85.00',
      other: '0.00',
      total: '507.00',
      receiptStatus: 'none',
      paymentStatus: 'unpaid',
      outstanding: '507.00',
      late: false,
      author: { name: expect.stringContaining('Test Owner') },
      nextStage: 'pending_approval',
      actions: ['advance', 'edit', 'delete', 'cancel', 'hold'],
      version: 1,
    })
    expect(order.lines).toMatchObject([
      { quantity: 1000, unitCost: '0.4111', lineTotal: '411.10', openQuantity: 1000 },
      { quantity: 3, unitCost: '0.335', discountPercent: 10, lineTotal: '0.90' },
    ])
    expect(res.headers.get('location')).toBe(`/api/orders/${order.id}`)
    expect(res.headers.get('etag')).toBe('"1"')
    const read = await t.send('GET', `/orders/${order.id}`)
    expect(await read.json()).toEqual(order)
    expect(await storedOrder(t, order)).toMatchObject({ total: 5_070_000, stage: 'draft' })
    expect((await t.auditActions()).filter((name) => name.startsWith('order.'))).toEqual([
      'order.CREATE',
    ])
    expect(await historyOf(t, order)).toEqual(['created >draft'])
  })

  it('go through all ten stages, each in history and audit log', async () => {
    await using t = await open()
    const order = await addOrder(t)
    const path = `/orders/${order.id}`
    const steps = [
      ['pending_approval', {}],
      ['approved', { note: 'fine' }],
      ['ordered', {}],
      ['confirmed', { supplierReference: 'SO-77', promisedOn: '2026-04-01' }],
      ['in_production', { readyOn: '2026-03-20' }],
      ['shipped', { carrier: 'Maersk', tracking: 'MSKU1', etaOn: '2026-04-02' }],
      ['customs', { arrivedOn: '2026-03-30', customsEntry: 'E-1', duty: '12.345' }],
    ] as const

    for (const [index, [stage, fields]] of steps.entries()) {
      const moved = await ask(t, 'POST', `${path}/advance`, { ...fields, version: index + 1 })
      const { note: _note, ...recorded } = { note: '', ...fields }
      const rounded = stage === 'customs' ? { duty: '12.35' } : {}
      expect(moved).toMatchObject({ stage, version: index + 2, ...recorded, ...rounded })
    }
    const early = await t.send('POST', `${path}/advance`, {})
    expect(early.status).toBe(409)
    expect(await early.json()).toMatchObject({
      type: '/problems/illegal-state',
      gate: 'receipts',
      openLines: [{ lineId: order.lines[0]?.id, openQuantity: 10 }],
    })
    const receipt = await t.send('POST', '/inventory/receive', { orderId: order.id })
    expect(receipt.status, await receipt.clone().text()).toBe(201)
    expect(await storedOrder(t, order)).toMatchObject({ stage: 'received' })

    const unpaid = await t.send('POST', `${path}/advance`, {})
    expect(unpaid.status).toBe(409)
    await pay(t, order, 125)
    const completed = await ask(t, 'POST', `${path}/advance`, { note: 'all well' })

    expect(completed).toMatchObject({
      stage: 'completed',
      closingNote: 'all well',
      unpaidWaived: false,
      receiptStatus: 'full',
      paymentStatus: 'paid',
      nextStage: null,
      actions: ['edit'],
      approvedBy: { name: expect.stringContaining('Test Owner') },
      sentBy: 'marked',
    })
    const history = await historyOf(t, order)
    expect(history.filter((event) => event.startsWith('advanced'))).toEqual([
      'advanced draft>pending_approval',
      'advanced pending_approval>approved',
      'advanced approved>ordered',
      'advanced ordered>confirmed',
      'advanced confirmed>in_production',
      'advanced in_production>shipped',
      'advanced shipped>customs',
      'advanced customs>received',
      'advanced received>completed',
    ])
    const actions = (await t.auditActions()).filter((name) => name === 'order.ADVANCE')
    expect(actions).toHaveLength(9)
  })

  it('get consecutive numbers, however many are made at once, and none for a failure', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    const line = await addLine(t)
    const unknown = { ...line, productId: 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1' }

    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        t.send('POST', '/orders', { supplierId, lines: [i % 4 === 3 ? unknown : line] }),
      ),
    )

    const statuses = answers.map((res) => res.status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(18)
    expect(statuses.filter((status) => status === 422)).toHaveLength(6)
    const rows = await t.db.selectFrom('purchaseOrder').select('number').orderBy('number').execute()
    expect(rows.map((row) => row.number)).toEqual(
      Array.from({ length: 18 }, (_, i) => `PO-${String(i + 1).padStart(6, '0')}`),
    )
  })

  it('are moved once by those who send the same version at the same moment', async () => {
    await using t = await open()
    for (let round = 0; round < 5; round++) {
      const { id } = await addOrder(t)

      const answers = await Promise.all(
        Array.from({ length: 4 }, () => t.send('POST', `/orders/${id}/advance`, { version: 1 })),
      )

      expect(answers.map((res) => res.status).toSorted()).toEqual([200, 409, 409, 409])
      const refused = answers.find((res) => res.status === 409)
      expect(await refused?.json()).toMatchObject({
        type: '/problems/stale-version',
        expectedVersion: 1,
        currentVersion: 2,
      })
      expect(await storedOrder(t, { id })).toMatchObject({ stage: 'pending_approval', version: 2 })
      expect(await historyOf(t, { id })).toEqual([
        'created >draft',
        'advanced draft>pending_approval',
      ])
    }
  })

  it('are removed as drafts, lines and history too, and their number is not given again', async () => {
    await using t = await open()
    const first = await addOrder(t)
    const second = await addOrder(t)
    await ask(t, 'POST', `/orders/${second.id}/advance`)

    const removed = await t.send('DELETE', `/orders/${first.id}`)
    const kept = await t.send('DELETE', `/orders/${second.id}`)

    expect([removed.status, kept.status]).toEqual([204, 409])
    expect((await t.send('GET', `/orders/${first.id}`)).status).toBe(404)
    const lines = await t.db.selectFrom('purchaseOrderLine').select('orderId').execute()
    expect(lines.map((line) => line.orderId)).toEqual([second.id])
    expect((await addOrder(t)).number).toBe('PO-000003')
    expect((await t.auditActions()).filter((name) => name === 'order.DELETE')).toHaveLength(1)
  })

  it('are removed in the version that If-Match names, or not at all', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    await ask(t, 'PATCH', `/orders/${id}`, { notes: 'keep it, please' })
    const remove = (tag: string) =>
      t.send('DELETE', `/orders/${id}`, undefined, { 'if-match': tag })

    const stale = await remove('"1"')
    const answers = [stale, await remove('x'), await remove('"2"')]

    expect(answers.map(({ status }) => status)).toEqual([409, 422, 204])
    expect(await stale.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
  })
})
