import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct } from '#shared/testing/goods.ts'
import {
  addLine,
  addOrder,
  ask,
  buyerRights,
  historyOf,
  storedOrder,
} from '#shared/testing/order-maker.ts'
import { auditOf } from '#shared/testing/people.ts'
import type { Order } from '#shared/schemas/orders.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const

async function receive(t: TestApp, order: Order, ...quantities: number[]): Promise<void> {
  const lines = quantities.flatMap((quantity, index) =>
    quantity === 0 ? [] : { lineId: order.lines[index]?.id, quantity },
  )
  const res = await t.send('POST', '/inventory/receive', { orderId: order.id, lines })
  expect(res.status, await res.clone().text()).toBe(201)
}

const rest = (order: Order, index = 0) =>
  `/orders/${order.id}/lines/${order.lines[index]?.id ?? ''}/cancel-remaining`

describe.each(databases)('an order that comes in parts, on %s', (database) => {
  async function shippedOrder(fields: Record<string, unknown> = {}) {
    const t = await testApp(app, { ...rights, database })
    const lines = [await addLine(t), await addLine(t, { quantity: 4, unitCost: '10' })]
    const order = await addOrder(t, { lines, ...fields })
    const body = { stage: 'shipped', etaOn: '2026-03-09' }
    return { t, order: await ask(t, 'POST', `/orders/${order.id}/transition`, body) }
  }

  it('is received by itself when the last unit came, the stages between passed', async () => {
    const { t, order } = await shippedOrder({ terms: 'net 30 after receipt' })
    await using _ = t

    await receive(t, order, 6)
    expect(await ask(t, 'GET', `/orders/${order.id}`)).toMatchObject({
      stage: 'shipped',
      receiptStatus: 'partial',
    })
    t.advance(86_400_000)
    await receive(t, order, 4, 4)

    expect(await ask(t, 'GET', `/orders/${order.id}`)).toMatchObject({
      stage: 'received',
      receiptStatus: 'full',
      arrivedOn: null,
    })
    expect((await historyOf(t, order)).filter((event) => event.includes('>')).slice(-2)).toEqual([
      'passed shipped>customs',
      'advanced customs>received',
    ])
    const due = await t.db.selectFrom('payment').select('dueOn').execute()
    expect(due).toEqual([{ dueOn: '2026-04-02' }])
    const moves = await auditOf(t, 'ADVANCE')
    expect(moves.map((entry) => JSON.parse(entry.newValues ?? '').stage)).toEqual(['received'])
  })

  it('has the rest of a line cancelled, is worth less then, and received when all is settled', async () => {
    const { t, order } = await shippedOrder({ terms: 'net 30' })
    await using _ = t
    await receive(t, order, 6)
    expect((await t.send('POST', `/orders/${order.id}/cancel`, { reason: 'x' })).status).toBe(409)

    const part = await ask(t, 'POST', rest(order), { quantity: 1, reason: 'broken mould' })
    expect(part).toMatchObject({ stage: 'shipped', total: '152.50' })
    expect(part.lines[0]).toMatchObject({
      quantity: 10,
      receivedQuantity: 6,
      cancelledQuantity: 1,
      openQuantity: 3,
      lineTotal: '112.50',
    })
    const tooMuch = await t.send('POST', rest(order), { quantity: 3.001 })
    expect(tooMuch.status).toBe(422)
    await ask(t, 'POST', rest(order, 1))
    const settled = await ask(t, 'POST', rest(order), {})

    expect(settled).toMatchObject({ stage: 'received', total: '75.00', receiptStatus: 'full' })
    expect((await t.send('POST', rest(order))).status).toBe(409)
    const planned = await t.db.selectFrom('payment').select('amount').execute()
    expect(planned).toEqual([{ amount: 750_000 }])
    const [entry] = await auditOf(t, 'CANCEL_REMAINING')
    expect(JSON.parse(entry?.oldValues ?? '').lines).toMatchObject([{ cancelledQuantity: 0 }])
    expect(JSON.parse(entry?.newValues ?? '').lines).toMatchObject([{ cancelledQuantity: 1 }])
    const events = await historyOf(t, order)
    expect(events.filter((event) => event === 'line_cancelled')).toHaveLength(3)
    expect(events.at(-1)).toBe('advanced customs>received')
  })

  it('waits with that while it is on hold', async () => {
    const { t, order } = await shippedOrder()
    await using _ = t
    await ask(t, 'POST', `/orders/${order.id}/hold`)
    await receive(t, order, 10, 4)
    expect(await storedOrder(t, order)).toMatchObject({ stage: 'shipped' })

    const released = await ask(t, 'POST', `/orders/${order.id}/hold`, { onHold: false })

    expect(released).toMatchObject({ stage: 'received', onHold: false })
  })

  it('cannot lose its last unit line by line, only be cancelled as a whole', async () => {
    const { t, order } = await shippedOrder()
    await using _ = t
    await ask(t, 'POST', rest(order))

    const last = await t.send('POST', rest(order, 1))

    expect(last.status).toBe(409)
    expect(await last.json()).toMatchObject({ gate: 'lines' })
    const cancelled = await ask(t, 'POST', `/orders/${order.id}/cancel`, { reason: 'all sold' })
    expect(cancelled).toMatchObject({ stage: 'cancelled', total: '40.00' })
  })

  it('leaves whole units to come of what is counted in them', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id: productId } = await addProduct(t, { wholeUnits: true })
    const order = await addOrder(t, { lines: [{ productId, quantity: 10, unitCost: 5 }] })
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'ordered' })

    const half = await t.send('POST', rest(order), { quantity: 0.5 })

    expect(half.status).toBe(422)
    expect((await half.json()).errors).toMatchObject([{ path: 'quantity', code: 'whole_units' }])
    const less = await ask(t, 'POST', rest(order), { quantity: 4 })
    expect(less.lines).toMatchObject([{ cancelledQuantity: 4, openQuantity: 6 }])
    await t.seed((tx) => tx.updateTable('purchaseOrderLine').set({ quantity: 8_500 }).execute())
    const put = await ask(t, 'POST', rest(order), { quantity: 0.5 })
    expect(put.lines).toMatchObject([{ openQuantity: 4 }])
  })

  it('adds up when goods come and lines are cancelled at the same moment', async () => {
    for (let round = 0; round < 4; round++) {
      const { t, order } = await shippedOrder()
      await using _ = t
      const line = order.lines[0]?.id ?? ''
      const delivery = { orderId: order.id, lines: [{ lineId: line, quantity: 6 }] }

      const answers = await Promise.all([
        t.send('POST', '/inventory/receive', delivery),
        t.send('POST', rest(order), { quantity: 6 }),
        t.send('PATCH', `/orders/${order.id}`, { shipping: round }),
      ])

      for (const res of answers) expect(res.status, await res.clone().text()).toBeLessThan(500)
      const after = await ask(t, 'GET', `/orders/${order.id}`)
      const [first] = after.lines
      const [received, cancelled] = [first?.receivedQuantity ?? 0, first?.cancelledQuantity ?? 0]
      expect(received + cancelled).toBe(6)
      expect(answers.slice(0, 2).filter((res) => res.ok)).toHaveLength(1)
      expect(first?.lineTotal).toBe(((10 - cancelled) * 12.5).toFixed(2))
    }
  })
})
