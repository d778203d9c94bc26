import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addProduct } from '#shared/testing/goods.ts'
import { buying, draftOf, moveTo, onHand, orderOf, receive } from '#shared/testing/receiving.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const unknownLine = 'orl_01JB2QK3V5X7Z9B1D3F5H7J9M1'

/** What a refused receipt must leave untouched. */
async function traces(t: TestApp) {
  const receipts = await t.db.selectFrom('goodsReceipt').select('id').execute()
  const movements = await t.db.selectFrom('stockMovement').select('id').execute()
  const lines = await t.db
    .selectFrom('purchaseOrderLine')
    .select(['receivedQuantity', 'rejectedQuantity'])
    .orderBy('id')
    .execute()
  return { receipts: receipts.length, movements: movements.length, lines }
}

async function refused(
  t: TestApp,
  body: object,
): Promise<{ status: number } & Record<string, never>> {
  const before = await traces(t)
  const res = await t.send('POST', '/inventory/receive', body)
  expect(await traces(t)).toEqual(before)
  return { ...(await res.json()), status: res.status }
}

const tolerate = (t: TestApp, percent: number) =>
  t.send('PATCH', '/settings', { overReceiptTolerancePercent: percent })

describe.each(databases)('a receipt on %s', (database) => {
  it('of more than is open is refused, naming line, open quantity and tolerance', async () => {
    await using t = await testApp(app, buying(database))
    const mug = await addProduct(t, { sku: 'MUG' })
    const jug = await addProduct(t, { sku: 'JUG' })
    const order = await orderOf(t, [
      { productId: mug.id, quantity: 10, unitCost: 4 },
      { productId: jug.id, quantity: 5, unitCost: 8 },
    ])
    const [first, second] = order.lines
    await receive(t, order, { lines: [{ lineId: first?.id, quantity: 4 }] })

    const problem = await refused(t, {
      orderId: order.id,
      lines: [
        { lineId: second?.id, quantity: 5 },
        { lineId: first?.id, quantity: 7 },
      ],
    })

    expect(problem).toMatchObject({
      status: 409,
      type: '/problems/conflict',
      detail: '7 of MUG are more than the 6 open; the tolerance is 0 % of what was ordered',
      tolerancePercent: 0,
      lines: [{ lineId: first?.id, sku: 'MUG', accepted: 7, open: 6 }],
    })
    expect(await onHand(t, jug.id)).toBe(0)
  })

  it('may go beyond the order by the tolerance, and not by more', async () => {
    await using t = await testApp(app, buying(database))
    await tolerate(t, 10)
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const lineId = order.lines[0]?.id

    const problem = await refused(t, { orderId: order.id, lines: [{ lineId, quantity: 11.001 }] })
    expect(problem).toMatchObject({ status: 409, tolerancePercent: 10 })

    const { order: after } = await receive(t, order, { lines: [{ lineId, quantity: 11 }] })
    expect(after).toMatchObject({ stage: 'received', lines: [{ receivedQuantity: 11 }] })
    expect(await onHand(t, mug.id)).toBe(11)
  })

  it('rejects no more altogether than can be counted', async () => {
    await using t = await testApp(app, buying(database))
    const mug = await addProduct(t, { sku: 'MUG' })
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const most = { quantity: '9007199254740.991', rejectedQuantity: '9007199254740.991' }
    const lines = [{ lineId: order.lines[0]?.id, ...most }]
    await receive(t, order, { lines })

    const problem = await refused(t, { orderId: order.id, lines })

    expect(problem).toMatchObject({
      status: 422,
      errors: [{ path: 'lines.0.rejectedQuantity', code: 'too_big' }],
    })
  })
})

describe('a receipt', () => {
  const open = async () => {
    const t = await testApp(app, buying())
    const mug = await addProduct(t, { wholeUnits: true, sku: 'MUG' })
    return { t, mug, lines: [{ productId: mug.id, quantity: 10, unitCost: 4 }] }
  }

  it.each(['draft', 'pending_approval', 'approved'])(
    'waits while the order is %s',
    async (stage) => {
      const { t, lines } = await open()
      await using _ = t
      if (stage === 'pending_approval') {
        await t.send('PATCH', '/settings', { approvalLimit: 1 })
      }
      const order = await draftOf(t, lines)
      if (stage !== 'draft') await moveTo(t, order, stage)
      const problem = await refused(t, { orderId: order.id })
      expect(problem).toMatchObject({ status: 409, type: '/problems/illegal-state', stage })
    },
  )

  it.each(['ordered', 'confirmed', 'in_production', 'shipped', 'customs'])(
    'is taken while the order is %s',
    async (stage) => {
      const { t, mug, lines } = await open()
      await using _ = t
      const order = await moveTo(t, await draftOf(t, lines), stage)
      await receive(t, order)
      expect(await onHand(t, mug.id)).toBe(10)
    },
  )

  it('comes too late for an order that was received, completed or cancelled', async () => {
    const { t, lines } = await open()
    await using _ = t
    const received = await orderOf(t, lines)
    await receive(t, received)
    const again = { orderId: received.id, lines: [{ lineId: received.lines[0]?.id, quantity: 1 }] }
    expect(await refused(t, again)).toMatchObject({ status: 409, stage: 'received' })

    await moveTo(t, received, 'completed', { waiveUnpaid: true })
    expect(await refused(t, again)).toMatchObject({ status: 409, stage: 'completed' })

    const cancelled = await orderOf(t, lines)
    await t.send('POST', `/orders/${cancelled.id}/cancel`, { reason: 'sold out' })
    const orderId = cancelled.id
    expect(await refused(t, { orderId })).toMatchObject({ status: 409, stage: 'cancelled' })
  })

  it('knows neither other orders’ lines nor one line twice', async () => {
    const { t, lines } = await open()
    await using _ = t
    const order = await orderOf(t, lines)
    const other = await orderOf(t, lines)
    const [own, foreign] = [order.lines[0]?.id, other.lines[0]?.id]
    const problem = await refused(t, {
      orderId: order.id,
      lines: [own, foreign, own, unknownLine].map((lineId) => ({ lineId, quantity: 1 })),
    })
    expect(problem).toMatchObject({
      status: 422,
      errors: [
        { path: 'lines.1.lineId', code: 'unknown' },
        { path: 'lines.2.lineId', code: 'too_many' },
        { path: 'lines.3.lineId', code: 'unknown' },
      ],
    })
  })

  it.each([
    ['nothing', { quantity: 0 }, 'lines.0.quantity'],
    ['a negative quantity', { quantity: -1 }, 'lines.0.quantity'],
    ['more rejected than came', { quantity: 2, rejectedQuantity: 3 }, 'lines.0.rejectedQuantity'],
    ['half a unit', { quantity: 1.5 }, 'lines.0.quantity'],
    ['half a unit rejected', { quantity: 2, rejectedQuantity: 0.5 }, 'lines.0.rejectedQuantity'],
    ['an unknown field', { quantity: 1, lot: 'A' }, 'lines.0.lot'],
  ])('of %s is not valid', async (_what, fields, path) => {
    const { t, lines } = await open()
    await using _ = t
    const order = await orderOf(t, lines)
    const body = { orderId: order.id, lines: [{ lineId: order.lines[0]?.id, ...fields }] }
    expect(await refused(t, body)).toMatchObject({
      status: 422,
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    })
  })

  it('names at least one line, a known order and an active location', async () => {
    const { t, lines } = await open()
    await using _ = t
    const order = await orderOf(t, lines)
    const shop = await addLocation(t, 'Shop')
    await t.send('PATCH', `/locations/${shop}`, { active: false })

    expect(await refused(t, { orderId: order.id, lines: [] })).toMatchObject({ status: 422 })
    expect(await refused(t, { orderId: 'ord_01JB2QK3V5X7Z9B1D3F5H7J9M1' })).toMatchObject({
      status: 404,
    })
    for (const locationId of [shop, 'loc_01JB2QK3V5X7Z9B1D3F5H7J9M1']) {
      expect(await refused(t, { orderId: order.id, locationId })).toMatchObject({
        status: 422,
        errors: [{ path: 'locationId', code: 'unknown' }],
      })
    }
  })
})
