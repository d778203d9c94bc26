import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addProduct, expectSound } from '#shared/testing/goods.ts'
import { buying, onHand, orderOf, readOrder, receive } from '#shared/testing/receiving.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe.each(databases)('goods of an order on %s', (database) => {
  const open = () => testApp(app, buying(database))

  it('come all at once: stock rises, and the order is received', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const jug = await addProduct(t)
    const order = await orderOf(t, [
      { productId: mug.id, quantity: 10, unitCost: '4.1111' },
      { productId: jug.id, quantity: 2.5, unitCost: 8 },
    ])

    const res = await t.send('POST', '/inventory/receive', {
      orderId: order.id,
      reference: 'note 17',
    })

    expect(res.status).toBe(201)
    expect(res.headers.get('location')).toBe(`/api/orders/${order.id}/receipts`)
    const { order: after, movements } = await res.json()
    expect(after).toMatchObject({ id: order.id, stage: 'received', receiptStatus: 'full' })
    expect(after.lines).toMatchObject([
      { receivedQuantity: 10, rejectedQuantity: 0, openQuantity: 0 },
      { receivedQuantity: 2.5, rejectedQuantity: 0, openQuantity: 0 },
    ])
    expect(after).toEqual(await readOrder(t, order))
    expect(movements).toMatchObject([
      {
        kind: 'receipt',
        productId: mug.id,
        locationId: MAIN_LOCATION_ID,
        quantity: 10,
        balanceAfter: 10,
        unitCost: '4.1111',
        reference: 'note 17',
        orderId: order.id,
        orderLineId: order.lines[0]?.id,
      },
      { kind: 'receipt', productId: jug.id, quantity: 2.5, unitCost: '8' },
    ])
    expect(await onHand(t, mug.id)).toBe(10)
    expect(await t.auditActions()).toEqual(
      expect.arrayContaining(['receipt.CREATE', 'order.RECEIVE', 'stock.RECEIPT', 'order.ADVANCE']),
    )
    await expectSound(t)
  })

  it('come in parts, each into the place that it names', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const shop = await addLocation(t, 'Shop')
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const [line] = order.lines

    const first = await receive(t, order, {
      lines: [{ lineId: line?.id, quantity: 4 }],
      locationId: shop,
    })
    expect(first.order).toMatchObject({ stage: 'ordered', receiptStatus: 'partial' })
    expect(first.order.lines).toMatchObject([{ receivedQuantity: 4, openQuantity: 6 }])
    expect(first.movements).toMatchObject([{ locationId: shop, quantity: 4 }])

    const rest = await receive(t, order)
    expect(rest.order).toMatchObject({ stage: 'received', receiptStatus: 'full' })
    expect(rest.movements).toMatchObject([{ locationId: MAIN_LOCATION_ID, quantity: 6 }])
    expect(await onHand(t, mug.id)).toBe(10)
    await expectSound(t)
  })

  it('never enter stock when they are rejected, and stay open', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const [line] = order.lines

    const part = await receive(t, order, {
      lines: [{ lineId: line?.id, quantity: 10, rejectedQuantity: 3, rejectReason: 'broken' }],
    })
    expect(part.movements).toMatchObject([{ quantity: 7 }])
    expect(part.order).toMatchObject({ stage: 'ordered', receiptStatus: 'partial' })
    expect(part.order.lines).toMatchObject([
      { receivedQuantity: 7, rejectedQuantity: 3, openQuantity: 3 },
    ])

    const none = await receive(t, order, {
      lines: [{ lineId: line?.id, quantity: 3, rejectedQuantity: 3 }],
    })
    expect(none.movements).toEqual([])
    expect(none.order.lines).toMatchObject([
      { receivedQuantity: 7, rejectedQuantity: 6, openQuantity: 3 },
    ])

    const rest = await receive(t, order)
    expect(rest.order).toMatchObject({ stage: 'received' })
    expect(await onHand(t, mug.id)).toBe(10)
    await expectSound(t)
  })

  it('cost what was agreed, at the rate of the order, and move the average', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const terms = { currency: 'USD', exchangeRate: '0.925067' }
    const lines = [{ productId: mug.id, quantity: 10, unitCost: '3.3333', discountPercent: 12.5 }]
    const order = await orderOf(t, lines, terms)

    const { movements } = await receive(t, order)

    // 3.3333 × 0.875 × 0.925067 = 2.698075…
    expect(movements).toMatchObject([{ unitCost: '2.6981' }])
    const receipts = await (await t.send('GET', `/orders/${order.id}/receipts`)).json()
    expect(receipts.items).toMatchObject([{ exchangeRate: '0.925067' }])
    const row = await t.db
      .selectFrom('product')
      .select('averageCost')
      .where('id', '=', mug.id)
      .executeTakeFirstOrThrow()
    expect(row.averageCost).toBe(26_981)
  })

  it('are counted once for one Idempotency-Key', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const body = { orderId: order.id, lines: [{ lineId: order.lines[0]?.id, quantity: 4 }] }
    const key = { 'idempotency-key': 'delivery-17' }

    const first = await t.send('POST', '/inventory/receive', body, key)
    const again = await t.send('POST', '/inventory/receive', body, key)

    expect([first.status, again.status]).toEqual([201, 201])
    expect(await again.json()).toEqual(await first.json())
    expect(await onHand(t, mug.id)).toBe(4)
  })
})
