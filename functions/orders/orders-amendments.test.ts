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
  putInto,
  storedOrder,
} from '#shared/testing/order-maker.ts'
import { auditOf } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const
const unknownLine = 'orl_01JB2QK3V5X7Z9B1D3F5H7J9M1'

async function issuesOf(res: Response): Promise<string[]> {
  expect(res.status, await res.clone().text()).toBe(422)
  const { errors } = await res.json()
  return errors.map((issue: { path: string }) => issue.path)
}

async function lastDetails(t: TestApp, id: string) {
  const res = await t.send('GET', `/orders/${id}/history`)
  return (await res.json()).items.at(-1)
}

describe.each(databases)('changing an order on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('is free in a draft: lines are changed, added and removed, and totals follow', async () => {
    await using t = await open()
    const order = await addOrder(t, { lines: [await addLine(t), await addLine(t)] })
    const [first] = order.lines
    const { id: supplierId } = await addSupplier(t, { name: 'Best' })
    const body = {
      supplierId,
      expectedOn: '2026-06-01',
      other: '1.005',
      lines: [{ id: first?.id, quantity: 4, discountPercent: 50 }, await addLine(t)],
      version: 1,
    }

    const after = await ask(t, 'PATCH', `/orders/${order.id}`, body)

    expect(after).toMatchObject({
      supplier: { name: 'Best' },
      expectedOn: '2026-06-01',
      subtotal: '150.00',
      other: '1.01',
      total: '151.01',
      version: 2,
      stage: 'draft',
    })
    expect(after.lines).toMatchObject([
      { id: first?.id, quantity: 4, lineTotal: '25.00' },
      { quantity: 10, lineTotal: '125.00' },
    ])
    const stored = await t.db
      .selectFrom('purchaseOrderLine')
      .select(['id', 'position'])
      .orderBy('position')
      .execute()
    expect(stored).toEqual([
      { id: first?.id, position: 1 },
      { id: after.lines[1]?.id, position: 3 },
    ])
    const [entry] = await auditOf(t, 'UPDATE')
    const [old, values] = [entry?.oldValues, entry?.newValues].map((text) => JSON.parse(text ?? ''))
    expect(old).toMatchObject({ total: '250.00', expectedOn: null })
    expect(old.lines).toHaveLength(2)
    expect(values).toMatchObject({ total: '151.01', expectedOn: '2026-06-01' })
    expect(await historyOf(t, order)).toEqual(['created >draft', 'edited'])
  })

  it('later is an amendment, kept with old and new values', async () => {
    await using t = await open()
    const order = await addOrder(t)
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'confirmed' })
    const [line] = order.lines
    const planned = () => t.db.selectFrom('payment').select(['amount', 'status']).execute()
    expect(await planned()).toEqual([{ amount: 1_250_000, status: 'planned' }])

    const body = { lines: [{ id: line?.id, quantity: 6 }], note: 'less room' }
    const after = await ask(t, 'PATCH', `/orders/${order.id}`, body)

    expect(after).toMatchObject({ stage: 'confirmed', total: '75.00', documentVersion: 2 })
    expect(await lastDetails(t, order.id)).toMatchObject({
      event: 'amended',
      note: 'less room',
      details: {
        total: { old: '125.00', new: '75.00' },
        lines: {
          old: [{ id: line?.id, quantity: 10, lineTotal: '125.00' }],
          new: [{ id: line?.id, quantity: 6, lineTotal: '75.00' }],
        },
      },
    })
    expect(await planned()).toEqual([{ amount: 750_000, status: 'planned' }])
  })

  it('is refused when two send the same version at the same moment', async () => {
    await using t = await open()
    const { id } = await addOrder(t)

    const answers = await Promise.all(
      [1, 2, 3].map((shipping) => t.send('PATCH', `/orders/${id}`, { shipping, version: 1 })),
    )

    expect(answers.map((res) => res.status).toSorted()).toEqual([200, 409, 409])
    expect(await storedOrder(t, { id })).toMatchObject({ version: 2 })
  })

  it('names everything that is wrong with the lines at once', async () => {
    await using t = await open()
    const order = await addOrder(t, { lines: [await addLine(t), await addLine(t)] })
    await putInto(t, order, 'ordered', { received: 5 })
    const [first, second] = order.lines
    const other = await addLine(t)

    const lines = [
      { id: first?.id, quantity: 4 },
      { id: second?.id, productId: other.productId },
      { id: second?.id },
      { id: unknownLine },
      { quantity: 1 },
      { productId: other.productId },
    ]
    expect(await issuesOf(await t.send('PATCH', `/orders/${order.id}`, { lines }))).toEqual([
      'lines.0.quantity',
      'lines.1.productId',
      'lines.2.id',
      'lines.3.id',
      'lines.4.productId',
      'lines.5.quantity',
    ])
    const fresh = [{ id: first?.id }, { ...other, productId: 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1' }]
    expect(await issuesOf(await t.send('PATCH', `/orders/${order.id}`, { lines: fresh }))).toEqual([
      'lines.1.productId',
    ])
    expect(await storedOrder(t, order)).toMatchObject({ version: 1 })
  })
})

describe('an order after the draft', () => {
  it('keeps lines of which something came, and at least one line', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t, { lines: [await addLine(t), await addLine(t)] })
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'ordered' })
    const [first, second] = order.lines
    const delivery = { orderId: order.id, lines: [{ lineId: first?.id, quantity: 1 }] }
    expect((await t.send('POST', '/inventory/receive', delivery)).status).toBe(201)

    const received = await t.send('PATCH', `/orders/${order.id}`, { lines: [{ id: second?.id }] })
    expect(received.status).toBe(409)
    expect(await received.json()).toMatchObject({ lines: [{ lineId: first?.id }] })
    const untouched = await ask(t, 'PATCH', `/orders/${order.id}`, { lines: [{ id: first?.id }] })
    expect(untouched.lines).toHaveLength(1)

    const other = await addOrder(t)
    await ask(t, 'POST', `/orders/${other.id}/advance`)
    const empty = await t.send('PATCH', `/orders/${other.id}`, { lines: [] })
    expect(empty.status).toBe(409)
    expect(await empty.json()).toMatchObject({ gate: 'lines' })
  })

  it('is received by an amendment that takes away what was still to come', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t)
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'shipped' })
    const [line] = order.lines
    const delivery = { orderId: order.id, lines: [{ lineId: line?.id, quantity: 6 }] }
    expect((await t.send('POST', '/inventory/receive', delivery)).status).toBe(201)

    const body = { lines: [{ id: line?.id, quantity: 6 }] }
    const after = await ask(t, 'PATCH', `/orders/${order.id}`, body)

    expect(after).toMatchObject({ stage: 'received', receiptStatus: 'full', total: '75.00' })
    expect((await historyOf(t, order)).slice(-3)).toEqual([
      'amended',
      'passed shipped>customs',
      'advanced customs>received',
    ])
  })

  it('has days and numbers put right without an amendment', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t)
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'shipped' })

    const body = { etaOn: '2026-04-09', tracking: 'MSKU2', notes: 'call first' }
    const after = await ask(t, 'PATCH', `/orders/${order.id}`, body)

    expect(after).toMatchObject({ ...body, documentVersion: 1 })
    expect(await lastDetails(t, order.id)).toMatchObject({
      event: 'changed',
      details: { etaOn: { old: null, new: '2026-04-09' }, tracking: { old: null, new: 'MSKU2' } },
    })
  })

  it('refuses what its stage does not let be changed any more, and names it', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t)
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'confirmed' })
    const { id: supplierId } = await addSupplier(t)

    const body = { supplierId, terms: 'net 60', currency: 'USD', notes: 'x' }
    const res = await t.send('PATCH', `/orders/${order.id}`, body)

    expect(res.status).toBe(409)
    expect((await res.json()).fields).toEqual(
      expect.arrayContaining(['supplierId', 'terms', 'currency']),
    )
    const same = { supplierId: order.supplierId, terms: order.terms, notes: 'y' }
    expect(await ask(t, 'PATCH', `/orders/${order.id}`, same)).toMatchObject({ notes: 'y' })
  })

  it('changes nothing and writes nothing when all is as it was', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t, { expectedOn: '2026-05-01' })
    const [line] = order.lines
    const entries = await t.auditActions()

    const body = {
      expectedOn: '2026-05-01',
      tax: '0.00',
      lines: [{ id: line?.id, quantity: 10, unitCost: 12.5 }],
    }
    expect(await ask(t, 'PATCH', `/orders/${order.id}`, body)).toMatchObject({ version: 1 })
    expect(await t.auditActions()).toEqual(entries)
  })

  it('takes the terms of another supplier, but for those of its own', async () => {
    await using t = await testApp(app, rights)
    const { id: supplierId } = await addSupplier(t, { terms: '30/70 before shipment' })
    const { id: other } = await addSupplier(t, { terms: 'net 30' })
    const usual = await addOrder(t, { supplierId })
    const agreed = await addOrder(t, { supplierId, terms: 'net 90' })
    const change = (order: { id: string }, fields: object = {}) =>
      ask(t, 'PATCH', `/orders/${order.id}`, { supplierId: other, ...fields })

    expect(await change(usual)).toMatchObject({ terms: 'net 30' })
    expect(await change(usual, { supplierId, terms: null })).toMatchObject({ terms: null })
    expect(await change(agreed)).toMatchObject({ terms: 'net 90' })
  })

  it('rounds anew when a draft gets another currency, and forgets the rate', async () => {
    await using t = await testApp(app, rights)
    const lines = [await addLine(t, { quantity: 3, unitCost: '0.335' })]
    const order = await addOrder(t, { currency: 'USD', exchangeRate: '0.9', lines, tax: '1.55' })
    expect(order).toMatchObject({ subtotal: '1.01', total: '2.56' })

    const yen = await ask(t, 'PATCH', `/orders/${order.id}`, { currency: 'JPY' })
    expect(yen).toMatchObject({ subtotal: '1', tax: '2', total: '3', exchangeRate: '1' })
    const euro = await t.send('PATCH', `/orders/${order.id}`, {
      currency: 'EUR',
      exchangeRate: '1.1',
    })
    expect(await issuesOf(euro)).toEqual(['exchangeRate'])
  })
})
