import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { orderStages } from '#shared/domain/orders/stages.ts'
import { databases } from '#shared/testing/databases.ts'
import { addStocked } from '#shared/testing/goods.ts'
import {
  alerts,
  alertStates,
  DAY,
  forecastOf,
  mails,
  monitorRights,
  runMonitor,
  sell,
  setSettings,
} from '#shared/testing/monitoring.ts'
import { addOrder, ask, buyerRights, putInto } from '#shared/testing/order-maker.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: [...monitorRights, ...buyerRights] } as const

/** 1 sold a day for 10 days, 20 left. */
async function addSelling(t: TestApp, fields: Record<string, unknown> = {}): Promise<string> {
  const { id } = await addStocked(t, 30, { leadTimeDays: 5, ...fields })
  await sell(t, id, 10)
  t.advance(9 * DAY)
  return id
}

const orderOf = (
  t: TestApp,
  productId: string,
  quantity: number,
  fields: Record<string, unknown> = {},
) => addOrder(t, { lines: [{ productId, quantity, unitCost: '1' }], ...fields })

describe.each(databases)('what is on order, on %s', (database) => {
  it('counts from approved to customs, and in no other stage', async () => {
    await using t = await testApp(app, { ...rights, database })
    const productId = await addSelling(t)
    const order = await orderOf(t, productId, 50, { expectedOn: '2026-03-20' })
    const counted = []
    for (const stage of orderStages) {
      await putInto(t, order, stage)
      await runMonitor(t)
      const { incoming, nextReceiptOn } = await forecastOf(t, productId)
      if (incoming > 0) counted.push(stage)
      expect(incoming).toBe(counted.at(-1) === stage ? 50 : 0)
      expect(nextReceiptOn).toBe(incoming > 0 ? '2026-03-20' : null)
    }
    expect(counted).toEqual([
      'approved',
      'ordered',
      'confirmed',
      'in_production',
      'shipped',
      'customs',
    ])
  })

  it('is what was neither received nor cancelled', async () => {
    await using t = await testApp(app, { ...rights, database })
    const productId = await addSelling(t)
    const order = await orderOf(t, productId, 50, { expectedOn: '2026-03-20' })
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'ordered' })
    const [line] = order.lines
    const received = { orderId: order.id, lines: [{ lineId: line?.id, quantity: 15 }] }
    expect((await t.send('POST', '/inventory/receive', received)).status).toBe(201)
    const rest = `/orders/${order.id}/lines/${line?.id ?? ''}/cancel-remaining`
    await ask(t, 'POST', rest, { quantity: 5 })

    await runMonitor(t)
    expect(await forecastOf(t, productId)).toMatchObject({
      available: 35,
      incoming: 30,
      daysUntilStockout: 35,
      daysWithIncoming: 65,
    })

    await t.send('POST', '/inventory/receive', { orderId: order.id })
    await runMonitor(t)
    expect(await forecastOf(t, productId)).toMatchObject({
      available: 65,
      incoming: 0,
      nextReceiptOn: null,
      gapDays: null,
    })
  })

  it('is nothing once a line is cancelled, though the order goes on', async () => {
    await using t = await testApp(app, { ...rights, database })
    const [gone, kept] = [await addSelling(t), await addSelling(t)]
    const lines = [gone, kept].map((productId) => ({ productId, quantity: 5, unitCost: '1' }))
    const order = await addOrder(t, { lines, expectedOn: '2026-03-25' })
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'ordered' })
    const rest = `/orders/${order.id}/lines/${order.lines[0]?.id ?? ''}/cancel-remaining`
    await ask(t, 'POST', rest, {})
    await runMonitor(t)
    expect(await forecastOf(t, gone)).toMatchObject({ incoming: 0, nextReceiptOn: null })
    expect(await forecastOf(t, kept)).toMatchObject({ incoming: 5, nextReceiptOn: '2026-03-25' })
  })

  it('comes on the day of the latest news', async () => {
    await using t = await testApp(app, { ...rights, database })
    const productId = await addSelling(t)
    const order = await orderOf(t, productId, 50, { expectedOn: '2026-03-15' })
    const next = async (stage: string, body: Record<string, unknown> = {}) => {
      await ask(t, 'POST', `/orders/${order.id}/transition`, { stage, ...body })
      await runMonitor(t)
      const { nextReceiptOn, gapDays } = await forecastOf(t, productId)
      return [nextReceiptOn, gapDays]
    }
    // The shelf is empty on the 31st.
    expect(await next('ordered')).toEqual(['2026-03-15', -16])
    expect(await next('confirmed', { promisedOn: '2026-03-31' })).toEqual(['2026-03-31', 0])
    expect(await next('shipped', { etaOn: '2026-04-04' })).toEqual(['2026-04-04', 4])
  })

  it('adds orders up, and shows the earliest day', async () => {
    await using t = await testApp(app, { ...rights, database })
    const productId = await addSelling(t)
    for (const expectedOn of ['2026-04-25', '2026-03-25', null]) {
      const order = await orderOf(t, productId, 10, { expectedOn })
      await putInto(t, order, 'ordered')
    }
    await runMonitor(t)
    expect(await forecastOf(t, productId)).toMatchObject({
      incoming: 30,
      nextReceiptOn: '2026-03-25',
      gapDays: -6,
      // 40 days with what has a date in time and what is as far away as a new order.
      daysWithIncoming: 40,
    })
  })

  it('spares an alert when it comes in time, and raises one when it does not', async () => {
    await using t = await testApp(app, { ...rights, database })
    const productId = await addSelling(t, { reorderPoint: 30 })
    const order = await orderOf(t, productId, 50, { expectedOn: '2026-03-31' })
    await putInto(t, order, 'ordered')
    expect(await runMonitor(t)).toMatchObject({ runningOut: 0, opened: 0 })

    await ask(t, 'PATCH', `/orders/${order.id}`, { promisedOn: '2026-04-10' })
    expect(await runMonitor(t)).toMatchObject({ runningOut: 1, opened: 1 })

    const [alert] = await alerts(t)
    expect(alert).toMatchObject({
      kind: 'stockout',
      severity: 'warning',
      message:
        'runs out in 20 days (2026-03-31); 50 pcs on order, next receipt 2026-04-10, 10 days after that',
      details: { incoming: 50, gapDays: 10, nextReceiptOn: '2026-04-10', leadTimeDays: 5 },
    })
    const due = await forecastOf(t, productId)
    expect(due).toMatchObject({ daysUntilStockout: 20, daysWithIncoming: 20, gapDays: 10 })
  })

  it('uses the lead time of the product, else that of its supplier', async () => {
    await using t = await testApp(app, { ...rights, database })
    const supplier = await t.send('POST', '/suppliers', { name: 'Acme', leadTimeDays: 20 })
    const { id: supplierId } = (await supplier.json()) as { id: string }
    const own = await addSelling(t, { supplierId, leadTimeDays: 19 })
    const { id: theirs } = await addStocked(t, 30, { supplierId })
    await sell(t, theirs, 1)
    await runMonitor(t)
    expect(await alertStates(t)).toEqual([])

    // One day less lasts as long as an order of the supplier takes.
    await t.send('PATCH', `/products/${own}`, { leadTimeDays: null })
    await runMonitor(t)
    expect(await alerts(t)).toMatchObject([
      { kind: 'stockout', productId: own, details: { leadTimeDays: 20 } },
    ])
  })
})

describe.each(databases)('a late order on %s', (database) => {
  it('is told the day after its day, once, and until the goods come', async () => {
    await using t = await testApp(app, { ...rights, database })
    const productId = await addSelling(t)
    const order = await orderOf(t, productId, 50, { expectedOn: '2026-03-12' })
    await putInto(t, order, 'ordered')
    t.advance(DAY)
    expect(await runMonitor(t)).toMatchObject({ opened: 0 })
    t.advance(DAY)
    expect(await runMonitor(t)).toMatchObject({ opened: 1, mails: 1 })
    t.advance(DAY)
    expect(await runMonitor(t)).toMatchObject({ opened: 0, mails: 0 })

    const [alert] = await alerts(t, '?kind=late_order')
    expect(alert).toMatchObject({
      state: 'open',
      details: {
        lateOrders: [
          { orderId: order.id, number: order.number, since: '2026-03-12', quantity: 50 },
        ],
      },
    })
    expect(alert?.message).toContain(`order ${order.number} with 50 pcs is late since 2026-03-12`)
    expect((await mails(t))[0]?.body).toContain('Late orders\n')

    await t.send('POST', '/inventory/receive', { orderId: order.id })
    expect(await runMonitor(t)).toMatchObject({ resolved: 1 })
    expect(await alertStates(t)).toEqual(['late_order resolved info'])
  })

  it('gets worse as stock runs out', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 60)
    await sell(t, id, 10)
    t.advance(9 * DAY)
    const order = await orderOf(t, id, 50, { expectedOn: '2026-03-10' })
    await putInto(t, order, 'shipped')
    await runMonitor(t)
    expect(await alertStates(t)).toEqual(['late_order open info'])
    await sell(t, id, 30)
    expect(await runMonitor(t)).toMatchObject({ worsened: 1 })
    expect(await alertStates(t)).toEqual(['late_order open critical'])
    const [alert] = await alerts(t)
    expect(alert?.version).toBe(2)
  })

  it.each([
    // The 12th has just begun there, or is just ending.
    ['Pacific/Kiritimati', '2026-03-11T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-03-12T11:00:00.000Z'],
    ['Europe/Berlin', '2026-03-11T23:00:00.000Z'],
  ])('is late by the days of the company in %s', async (timeZone, begins) => {
    await using t = await testApp(app, { ...rights, database, now: begins })
    await setSettings(t, { timeZone })
    const { id } = await addStocked(t, 60)
    const order = await orderOf(t, id, 50, { expectedOn: '2026-03-12' })
    await putInto(t, order, 'ordered')
    t.advance(DAY - 1)
    expect(await runMonitor(t)).toMatchObject({ opened: 0 })
    t.advance(1)
    expect(await runMonitor(t)).toMatchObject({ opened: 1 })
  })
})
