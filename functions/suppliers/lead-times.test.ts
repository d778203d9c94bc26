import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { LeadTimes } from '#shared/schemas/lead-times.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addSupplier } from '#shared/testing/goods.ts'
import { buying, draftOf, moveTo, orderOf, receive } from '#shared/testing/receiving.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const dayMs = 86_400_000

async function leadTimesOf(t: TestApp, { id }: { id: string }): Promise<LeadTimes> {
  const res = await t.send('GET', `/suppliers/${id}/lead-times`)
  expect(res.status, await res.clone().text()).toBe(200)
  return (await res.json()) as LeadTimes
}

const line = (productId: string) => ({ productId, quantity: 10, unitCost: '1' })

describe.each(databases)('the lead times of a supplier on %s', (database) => {
  const open = () => testApp(app, buying(database))

  it('are none as long as nothing has come', async () => {
    await using t = await open()
    const supplier = await addSupplier(t, { leadTimeDays: 45 })
    const { id: productId } = await addProduct(t)
    const fields = { supplierId: supplier.id }
    await draftOf(t, [line(productId)], fields)
    const partly = await orderOf(t, [line(productId)], fields)
    const part = { lines: [{ lineId: partly.lines[0]?.id, quantity: 4 }] }
    await receive(t, partly, part)

    expect(await leadTimesOf(t, supplier)).toEqual({
      supplierId: supplier.id,
      leadTimeDays: 45,
      firstReceipt: null,
      lastReceipt: null,
      dated: 0,
      onTime: 0,
      onTimeShare: null,
      orders: [],
    })
  })

  it('are the days to the first and the last goods, against the day that was promised', async () => {
    await using t = await open()
    const supplier = await addSupplier(t)
    const { id: productId } = await addProduct(t)
    const fields = { supplierId: supplier.id, expectedOn: '2026-03-20' }
    const first = await orderOf(t, [line(productId)], fields)
    await moveTo(t, first, 'confirmed', { promisedOn: '2026-03-10' })
    const second = await orderOf(t, [line(productId)], { supplierId: supplier.id })
    const third = await orderOf(t, [line(productId)], fields)
    const lineId = (order: typeof first) => order.lines[0]?.id
    t.advance(5 * dayMs)
    await receive(t, first, { lines: [{ lineId: lineId(first), quantity: 4 }] })
    t.advance(4 * dayMs)
    await receive(t, first)
    await receive(t, second)
    t.advance(9 * dayMs)
    await receive(t, third)
    // Another supplier's order is nobody else's business.
    await receive(t, await orderOf(t, [line(productId)]))

    const times = await leadTimesOf(t, supplier)

    expect(times).toMatchObject({
      firstReceipt: { median: 9, percentile90: 18 },
      lastReceipt: { median: 9, percentile90: 18 },
      dated: 2,
      onTime: 1,
      onTimeShare: 0.5,
    })
    expect(times.orders.map(({ number }) => number)).toEqual(
      [third, second, first].map(({ number }) => number),
    )
    expect(times.orders[0]).toMatchObject({ daysToLast: 18, daysLate: 0, onTime: true })
    expect(times.orders[1]).toMatchObject({ daysLate: null, onTime: null })
    expect(times.orders[2]).toEqual({
      orderId: first.id,
      number: first.number,
      stage: 'received',
      orderedOn: '2026-03-02',
      promisedOn: '2026-03-10',
      expectedOn: '2026-03-20',
      firstReceiptOn: '2026-03-07',
      lastReceiptOn: '2026-03-11',
      daysToFirst: 5,
      daysToLast: 9,
      daysLate: 1,
      onTime: false,
    })
  })

  it('count no goods that were rejected, and no receipt that was undone', async () => {
    await using t = await open()
    const supplier = await addSupplier(t)
    const { id: productId } = await addProduct(t)
    const order = await orderOf(t, [line(productId)], { supplierId: supplier.id })
    const lineId = order.lines[0]?.id
    t.advance(dayMs)
    const rejected = [{ lineId, quantity: 3, rejectedQuantity: 3, rejectReason: 'broken' }]
    await receive(t, order, { lines: rejected })
    t.advance(dayMs)
    const { movements } = await receive(t, order, { lines: [{ lineId, quantity: 5 }] })
    const undo = `/inventory/movements/${movements[0]?.id ?? ''}/reverse`
    expect((await t.send('POST', undo, { reason: 'wrong order' })).status).toBe(201)
    t.advance(dayMs)
    await receive(t, order)

    const { orders } = await leadTimesOf(t, supplier)

    expect(orders).toMatchObject([{ daysToFirst: 3, daysToLast: 3, firstReceiptOn: '2026-03-05' }])
  })

  it('are those of the last twenty orders, in days of the company', async () => {
    await using t = await open()
    await t.send('PATCH', '/settings', { timeZone: 'Pacific/Kiritimati' })
    const supplier = await addSupplier(t)
    const { id: productId } = await addProduct(t)
    const numbers: string[] = []
    for (let n = 0; n < 21; n++) {
      const order = await orderOf(t, [line(productId)], { supplierId: supplier.id })
      if (n === 0) t.advance(dayMs)
      await receive(t, order)
      numbers.unshift(order.number)
    }

    const times = await leadTimesOf(t, supplier)

    expect(times.orders.map(({ number }) => number)).toEqual(numbers.slice(0, 20))
    expect(times).toMatchObject({ lastReceipt: { median: 0, percentile90: 0 }, dated: 0 })
    expect(times.orders[0]).toMatchObject({ orderedOn: '2026-03-04' })
  })
})

describe('the lead times of nobody', () => {
  it('are not found', async () => {
    await using t = await testApp(app, { permissions: ['orders:read'] })
    const res = await t.send('GET', '/suppliers/sup_01JB2QK3V5X7Z9B1D3F5H7J9M1/lead-times')
    expect(res.status).toBe(404)
  })
})
