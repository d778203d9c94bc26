import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Alert } from '#shared/schemas/alerts.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, adjust } from '#shared/testing/goods.ts'
import { alerts, alertStates, DAY, monitorRights, runMonitor } from '#shared/testing/monitoring.ts'
import { auditOf } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const
const unknown = 'alr_01JB2QK3V5X7Z9B1D3F5H7J9M1'

/** An open alert of a product that is out of stock. */
async function openAlert(t: TestApp): Promise<Alert> {
  await addProduct(t, { reorderPoint: 5 })
  await runMonitor(t)
  const [alert] = await alerts(t)
  if (!alert) throw new Error('there is no alert')
  return alert
}

async function post(t: TestApp, path: string, body?: unknown): Promise<Alert> {
  const res = await t.send('POST', path, body)
  expect(res.status, await res.clone().text()).toBe(200)
  return (await res.json()) as Alert
}

async function changes(t: TestApp, action: string) {
  return (await auditOf(t, action)).map(({ entity, entityId, oldValues, newValues }) => ({
    entity,
    entityId,
    old: JSON.parse(oldValues ?? 'null') as unknown,
    new: JSON.parse(newValues ?? 'null') as unknown,
  }))
}

describe.each(databases)('GET /alerts on %s', (database) => {
  it('shows what the monitor saw', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 20, {
      sku: 'MUG',
      name: 'Blue mug',
      reorderPoint: 10,
      maxStock: 50,
      leadTimeDays: 30,
    })
    await adjust(t, { productId: id, quantity: 4 })
    await runMonitor(t)
    expect(await alerts(t)).toEqual([
      {
        id: expect.stringMatching(/^alr_/),
        kind: 'low_stock',
        severity: 'warning',
        state: 'open',
        productId: id,
        sku: 'MUG',
        name: 'Blue mug',
        locationId: null,
        message: '4 pcs available, the reorder point is 10 pcs; nothing is on order',
        details: {
          onHand: 4,
          available: 4,
          reorderPoint: 10,
          maxStock: 50,
          dailyDemand: 0,
          daysUntilStockout: null,
          stockoutOn: null,
          incoming: 0,
          nextReceiptOn: null,
          gapDays: null,
          leadTimeDays: 30,
          lateOrders: [],
        },
        openedAt: '2026-03-02T10:00:00.000Z',
        updatedAt: '2026-03-02T10:00:00.000Z',
        acknowledgedBy: null,
        snoozedUntil: null,
        resolvedAt: null,
        mailedAt: '2026-03-02T10:00:00.000Z',
        version: 1,
      },
    ])
  })

  it('keeps the figures up to date without another version, unless it gets worse', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 20, { reorderPoint: 10 })
    const seen = []
    for (const quantity of [10, 9, 9, 3]) {
      if (seen.length !== 2) await adjust(t, { productId: id, quantity })
      t.advance(DAY)
      await runMonitor(t)
      const [alert] = await alerts(t)
      seen.push([alert?.details.available, alert?.severity, alert?.version, alert?.updatedAt])
    }
    expect(seen).toEqual([
      [10, 'info', 1, '2026-03-03T10:00:00.000Z'],
      [9, 'info', 1, '2026-03-04T10:00:00.000Z'],
      [9, 'info', 1, '2026-03-04T10:00:00.000Z'],
      [3, 'warning', 2, '2026-03-06T10:00:00.000Z'],
    ])
  })

  it('lists the newest first, page by page, by state, kind and product', async () => {
    await using t = await testApp(app, { ...rights, database })
    const first = await openAlert(t)
    const second = await openAlert(t)
    const { id } = await addStocked(t, 20, { maxStock: 5 })
    await runMonitor(t)
    await post(t, `/alerts/${first.id}/acknowledge`)

    const ids = (found: Alert[]) => found.map(({ kind, state }) => `${kind} ${state}`)
    expect(ids(await alerts(t))).toEqual([
      'over_stock open',
      'out_of_stock open',
      'out_of_stock acknowledged',
    ])
    expect(ids(await alerts(t, '?state=open'))).toEqual(['over_stock open', 'out_of_stock open'])
    expect(ids(await alerts(t, '?kind=over_stock'))).toEqual(['over_stock open'])
    expect(ids(await alerts(t, '?kind=over_stock&state=snoozed'))).toEqual([])
    expect(await alerts(t, `?productId=${second.productId}`)).toMatchObject([{ id: second.id }])
    expect(await alerts(t, `?productId=${id}&kind=low_stock`)).toEqual([])

    const page = await t.send('GET', '/alerts?limit=2')
    const { items, nextCursor } = (await page.json()) as { items: Alert[]; nextCursor: string }
    expect(ids(items)).toEqual(['over_stock open', 'out_of_stock open'])
    const rest = await alerts(t, `?limit=2&cursor=${nextCursor}`)
    expect(rest).toMatchObject([{ id: first.id }])
  })

  it('lists the worst first, page by page, and counts them', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addStocked(t, 20, { maxStock: 5 })
    const first = await openAlert(t)
    const second = await openAlert(t)
    await addStocked(t, 3, { reorderPoint: 5 })
    await runMonitor(t)
    const severities = (found: Alert[]) => found.map(({ severity }) => severity)

    const all = ['warning', 'warning', 'info', 'info']
    expect(severities(await alerts(t, '?sort=-severity'))).toEqual(all)
    const page = await t.send('GET', '/alerts?sort=-severity&state=open&limit=1')
    const { items, nextCursor } = (await page.json()) as { items: Alert[]; nextCursor: string }
    expect(items).toMatchObject([{ id: second.id }])
    const rest = await alerts(t, `?sort=-severity&state=open&cursor=${nextCursor}`)
    expect(rest[0]).toMatchObject({ id: first.id })
    expect(severities(rest)).toEqual(all.slice(1))

    await post(t, `/alerts/${first.id}/acknowledge`)
    const counts = await t.send('GET', '/alerts/counts')
    expect(await counts.json()).toEqual({
      states: { open: 3, acknowledged: 1, snoozed: 0, resolved: 0 },
      open: { info: 2, warning: 1, critical: 0 },
    })
  })

  it('shows resolved alerts, and a new one when the condition comes back', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 20, { reorderPoint: 10 })
    for (const quantity of [5, 20, 4]) {
      await adjust(t, { productId: id, quantity })
      t.advance(DAY)
      await runMonitor(t)
    }
    expect(await alertStates(t)).toEqual(['low_stock resolved warning', 'low_stock open warning'])
    const [open, resolved] = await alerts(t)
    expect(open?.id).not.toBe(resolved?.id)
    expect(resolved).toMatchObject({
      openedAt: '2026-03-03T10:00:00.000Z',
      resolvedAt: '2026-03-04T10:00:00.000Z',
      version: 2,
    })
  })

  it('resolves the alerts of a deleted product, and those that are snoozed', async () => {
    await using t = await testApp(app, { ...rights, database })
    const deleted = await openAlert(t)
    const snoozed = await openAlert(t)
    await post(t, `/alerts/${snoozed.id}/snooze`, { days: 300 })
    await t.send('DELETE', `/products/${deleted.productId}`)
    await adjust(t, { productId: snoozed.productId, change: 50 })
    expect(await runMonitor(t)).toMatchObject({ resolved: 2 })
    expect(await alerts(t, '?state=resolved')).toMatchObject([
      { id: snoozed.id, snoozedUntil: null },
      { id: deleted.id },
    ])
  })
})

describe.each(databases)('POST /alerts/{id}/acknowledge on %s', (database) => {
  it('says who sees to it, once, and in the audit log', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await openAlert(t)
    const res = await t.send('POST', `/alerts/${id}/acknowledge`, { version: 1 })
    expect(res.status).toBe(200)
    expect(res.headers.get('etag')).toBe('"2"')
    const person = { id: expect.stringMatching(/^usr_/), name: 'Test Owner (test)' }
    const alert = (await res.json()) as Alert
    expect(alert).toMatchObject({ state: 'acknowledged', acknowledgedBy: person, version: 2 })

    // Doing it again changes nothing.
    expect(await post(t, `/alerts/${id}/acknowledge`)).toEqual(alert)

    expect(await changes(t, 'ACKNOWLEDGE')).toEqual([
      {
        entity: 'alert',
        entityId: id,
        old: { state: 'open', acknowledgedBy: null },
        new: { state: 'acknowledged', acknowledgedBy: person },
      },
    ])
    expect(await runMonitor(t)).toMatchObject({ opened: 0, resolved: 0, mailed: 0 })
    expect((await alerts(t))[0]).toEqual(alert)
  })

  it('wakes a snoozed alert', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await openAlert(t)
    await post(t, `/alerts/${id}/snooze`, { days: 3 })
    const alert = await post(t, `/alerts/${id}/acknowledge`)
    expect(alert).toMatchObject({ state: 'acknowledged', snoozedUntil: null, version: 3 })
    t.advance(4 * DAY)
    expect(await runMonitor(t)).toMatchObject({ woken: 0 })
  })

  it('refuses a stale version, a resolved alert and an unknown one', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id, productId } = await openAlert(t)
    await post(t, `/alerts/${id}/snooze`, { days: 3 })
    const stale = await t.send('POST', `/alerts/${id}/acknowledge`, { version: 1 })
    expect(stale.status).toBe(409)
    expect(await stale.json()).toMatchObject({
      type: '/problems/stale-version',
      expectedVersion: 1,
      currentVersion: 2,
    })
    const header = await t.send('POST', `/alerts/${id}/acknowledge`, {}, { 'if-match': '"1"' })
    expect(header.status).toBe(409)

    await adjust(t, { productId, change: 50 })
    await runMonitor(t)
    for (const [action, body] of [
      ['acknowledge', {}],
      ['snooze', { days: 1 }],
    ] as const) {
      const late = await t.send('POST', `/alerts/${id}/${action}`, body)
      expect(late.status).toBe(409)
      expect(await late.json()).toMatchObject({
        type: '/problems/illegal-state',
        detail: `cannot ${action} an alert that is resolved`,
        state: 'resolved',
      })
      expect((await t.send('POST', `/alerts/${unknown}/${action}`, body)).status).toBe(404)
    }
    expect(await changes(t, 'ACKNOWLEDGE')).toEqual([])
    expect(await alertStates(t)).toEqual(['out_of_stock resolved warning'])
  })

  it('lets one of two people through who read the same version', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await openAlert(t)
    const both = await Promise.all([
      t.send('POST', `/alerts/${id}/acknowledge`, { version: 1 }),
      t.send('POST', `/alerts/${id}/snooze`, { days: 2, version: 1 }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await alerts(t))[0]?.version).toBe(2)
  })
})
