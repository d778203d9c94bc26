import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct } from '#shared/testing/goods.ts'
import { buying, moveTo, orderOf, receive } from '#shared/testing/receiving.ts'
import { testApp } from '#shared/testing/test-app.ts'

const unknownId = 'ord_01JB2QK3V5X7Z9B1D3F5H7J9M1'

describe.each(databases)('the receipts of an order on %s', (database) => {
  it('are listed with what came, what was rejected and why, page by page', async () => {
    await using t = await testApp(app, buying(database))
    const mug = await addProduct(t, { sku: 'MUG', name: 'Enamel mug' })
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const lineId = order.lines[0]?.id
    await receive(t, order, {
      reference: 'note 17',
      lines: [{ lineId, quantity: 5, rejectedQuantity: 2, rejectReason: 'broken' }],
    })
    t.advance(86_400_000)
    await receive(t, order, { lines: [{ lineId, quantity: 1, rejectedQuantity: 1 }] })

    const res = await t.send('GET', `/orders/${order.id}/receipts?limit=1`)
    expect(res.status).toBe(200)
    const page = await res.json()
    expect(page.items).toEqual([
      {
        id: expect.stringMatching(/^rcp_/),
        orderId: order.id,
        locationId: MAIN_LOCATION_ID,
        at: '2026-03-02T10:00:00.000Z',
        exchangeRate: '1',
        reference: 'note 17',
        actor: { id: expect.stringMatching(/^usr_/), name: 'Test Owner (test)' },
        lines: [
          {
            lineId,
            productId: mug.id,
            sku: 'MUG',
            name: 'Enamel mug',
            quantity: 5,
            acceptedQuantity: 3,
            rejectedQuantity: 2,
            rejectReason: 'broken',
            movementId: expect.stringMatching(/^mov_/),
            reversalId: null,
          },
        ],
      },
    ])

    const rest = `/orders/${order.id}/receipts?limit=1&cursor=${page.nextCursor}`
    const last = await (await t.send('GET', rest)).json()
    expect(last).toMatchObject({
      items: [
        {
          at: '2026-03-03T10:00:00.000Z',
          reference: null,
          lines: [{ acceptedQuantity: 0, movementId: null }],
        },
      ],
      nextCursor: null,
    })
  })
})

describe.each(databases)('the receipts of an order that went back on %s', (database) => {
  it('keep a draft from being removed, and their lines as they were', async () => {
    await using t = await testApp(app, buying(database))
    const mug = await addProduct(t)
    const jug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const [line] = order.lines
    const rejected = { lineId: line?.id, quantity: 2, rejectedQuantity: 2 }
    await receive(t, order, { lines: [rejected] })
    for (const stage of ['approved', 'pending_approval', 'draft']) {
      await moveTo(t, order, stage, { reason: 'all of it was broken' })
    }

    const removed = await t.send('DELETE', `/orders/${order.id}`)
    const lines = [{ id: line?.id, productId: jug.id }]
    const changed = await t.send('PATCH', `/orders/${order.id}`, { lines })
    const cancelled = await t.send('POST', `/orders/${order.id}/cancel`, { reason: 'broken' })

    expect([removed.status, changed.status, cancelled.status]).toEqual([409, 409, 200])
    expect(await removed.json()).toMatchObject({ type: '/problems/conflict', id: order.id })
    expect(await changed.json()).toMatchObject({ lines: [{ lineId: line?.id }] })
    const receipts = await (await t.send('GET', `/orders/${order.id}/receipts`)).json()
    expect(receipts.items).toMatchObject([{ lines: [{ productId: mug.id, rejectedQuantity: 2 }] }])
  })
})

describe('the receipts of an order', () => {
  it('are none at first, and nobody’s for an order that is not there', async () => {
    await using t = await testApp(app, buying())
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const none = await t.send('GET', `/orders/${order.id}/receipts`)
    expect(await none.json()).toEqual({ items: [], nextCursor: null })
    expect((await t.send('GET', `/orders/${unknownId}/receipts`)).status).toBe(404)
  })

  it('are in the history of the order', async () => {
    await using t = await testApp(app, buying())
    const mug = await addProduct(t, { sku: 'MUG' })
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const lineId = order.lines[0]?.id
    await receive(t, order, { lines: [{ lineId, quantity: 5, rejectedQuantity: 2 }] })

    const history = await (await t.send('GET', `/orders/${order.id}/history?limit=100`)).json()

    expect(history.items.at(-1)).toMatchObject({
      event: 'received',
      details: { lines: [{ lineId, sku: 'MUG', accepted: 3, rejected: 2 }] },
      actor: { name: 'Test Owner (test)' },
    })
    const entry = await t.db
      .selectFrom('auditEntry')
      .select(['oldValues', 'newValues'])
      .where('action', '=', 'RECEIVE')
      .executeTakeFirstOrThrow()
    const line = { lineId, sku: 'MUG', receivedQuantity: 0, rejectedQuantity: 0 }
    expect(JSON.parse(entry.oldValues ?? '')).toEqual({ lines: [line] })
    expect(JSON.parse(entry.newValues ?? '')).toEqual({
      lines: [{ ...line, receivedQuantity: 3, rejectedQuantity: 2 }],
    })
  })
})
