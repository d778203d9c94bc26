import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, expectSound } from '#shared/testing/goods.ts'
import { buying, moveTo, onHand, orderOf, readOrder, receive } from '#shared/testing/receiving.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const undo = (t: TestApp, movementId: string | undefined) =>
  t.send('POST', `/inventory/movements/${movementId ?? ''}/reverse`, { reason: 'wrong box' })

async function history(t: TestApp, { id }: { id: string }): Promise<string[]> {
  const rows = await t.db
    .selectFrom('purchaseOrderHistory')
    .select(['event', 'fromStage', 'toStage'])
    .where('orderId', '=', id)
    .orderBy('id')
    .execute()
  return rows.map(({ event, fromStage, toStage }) =>
    toStage === null ? event : `${event} ${fromStage ?? ''} → ${toStage}`,
  )
}

describe.each(databases)('a receipt taken back on %s', (database) => {
  const open = () => testApp(app, buying(database))

  it('makes its goods open again, and the order goes back to where it was', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const jug = await addProduct(t)
    const order = await orderOf(t, [
      { productId: mug.id, quantity: 10, unitCost: 4 },
      { productId: jug.id, quantity: 2, unitCost: 9 },
    ])
    const { movements } = await receive(t, order)

    const res = await undo(t, movements[0]?.id)

    expect(res.status).toBe(201)
    const after = await readOrder(t, order)
    expect(after).toMatchObject({ stage: 'ordered', receiptStatus: 'partial' })
    expect(after.lines).toMatchObject([
      { receivedQuantity: 0, openQuantity: 10 },
      { receivedQuantity: 2, openQuantity: 0 },
    ])
    expect([await onHand(t, mug.id), await onHand(t, jug.id)]).toEqual([0, 2])
    expect((await history(t, order)).slice(-3)).toEqual([
      'advanced customs → received',
      'unreceived',
      'back received → ordered',
    ])
    expect((await t.auditActions()).slice(-4)).toEqual([
      'order.UNRECEIVE',
      'payment.DELETE',
      'order.TRANSITION',
      'stock.REVERSAL',
    ])
    await expectSound(t)

    const again = await receive(t, order)
    expect(again.order).toMatchObject({ stage: 'received' })
    expect(await onHand(t, mug.id)).toBe(10)
    const receipts = await (await t.send('GET', `/orders/${order.id}/receipts`)).json()
    expect(receipts.items[0].lines).toMatchObject([
      { movementId: movements[0]?.id, reversalId: expect.stringMatching(/^mov_/) },
      { movementId: movements[1]?.id, reversalId: null },
    ])
  })

  it('goes back to the stage that it stayed in, not to one that it passed', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    await moveTo(t, order, 'shipped')
    const { movements } = await receive(t, order)
    await undo(t, movements[0]?.id)
    expect(await readOrder(t, order)).toMatchObject({ stage: 'shipped', receiptStatus: 'none' })
  })

  it('is refused twice, and when the goods are sold', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const lineId = order.lines[0]?.id
    const first = await receive(t, order, { lines: [{ lineId, quantity: 4 }] })
    const second = await receive(t, order, { lines: [{ lineId, quantity: 3 }] })

    expect((await undo(t, first.movements[0]?.id)).status).toBe(201)
    expect((await undo(t, first.movements[0]?.id)).status).toBe(409)
    await t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 1 })
    expect((await undo(t, second.movements[0]?.id)).status).toBe(400)

    expect(await readOrder(t, order)).toMatchObject({ lines: [{ receivedQuantity: 3 }] })
    expect(await onHand(t, mug.id)).toBe(2)
    await expectSound(t)
  })

  it('is refused when the order is completed', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const { movements } = await receive(t, order)
    await moveTo(t, order, 'completed', { waiveUnpaid: true })

    const res = await undo(t, movements[0]?.id)

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/illegal-state', stage: 'completed' })
    expect(await readOrder(t, order)).toMatchObject({ lines: [{ receivedQuantity: 10 }] })
    expect(await onHand(t, mug.id)).toBe(10)
  })

  it('is taken back, too, of an order that an amendment took back to its approval', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const lineId = order.lines[0]?.id
    const { movements } = await receive(t, order, { lines: [{ lineId, quantity: 4 }] })
    await t.send('PATCH', `/orders/${order.id}`, { shipping: 5 })

    expect((await undo(t, movements[0]?.id)).status).toBe(201)

    expect(await readOrder(t, order)).toMatchObject({
      stage: 'pending_approval',
      receiptStatus: 'none',
    })
    expect(await onHand(t, mug.id)).toBe(0)
    await expectSound(t)
  })

  it('leaves an order received of which more came than was ordered', async () => {
    await using t = await open()
    await t.send('PATCH', '/settings', { overReceiptTolerancePercent: 50 })
    const mug = await addProduct(t)
    const order = await orderOf(t, [
      { productId: mug.id, quantity: 4, unitCost: 4 },
      { productId: mug.id, quantity: 2, unitCost: 4 },
    ])
    const [one, two] = order.lines
    const extra = await receive(t, order, { lines: [{ lineId: one?.id, quantity: 4 }] })
    expect(extra.order).toMatchObject({ stage: 'ordered' })
    const more = await receive(t, order, { lines: [{ lineId: one?.id, quantity: 2 }] })
    await receive(t, order, { lines: [{ lineId: two?.id, quantity: 2 }] })

    expect((await undo(t, more.movements[0]?.id)).status).toBe(201)

    expect(await readOrder(t, order)).toMatchObject({ stage: 'received' })
    expect(await onHand(t, mug.id)).toBe(6)
  })
})
