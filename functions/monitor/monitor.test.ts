import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, adjust } from '#shared/testing/goods.ts'
import {
  alerts,
  alertStates,
  DAY,
  forecastOf,
  mails,
  monitorRights,
  runMonitor,
  sell,
} from '#shared/testing/monitoring.ts'
import { auditOf } from '#shared/testing/people.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const

describe.each(databases)('POST /monitor/run on %s', (database) => {
  it('tells how long stock lasts', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id, sku, name } = await addStocked(t, 100, { leadTimeDays: 3 })
    for (let day = 0; day < 10; day++) {
      await sell(t, id, 5)
      t.advance(DAY)
    }

    const report = await runMonitor(t)

    const at = '2026-03-12T10:00:00.000Z'
    expect(report).toEqual({
      ran: true,
      startedAt: at,
      finishedAt: at,
      products: 1,
      runningOut: 0,
      opened: 0,
      worsened: 0,
      woken: 0,
      resolved: 0,
      mailed: 0,
      mails: 0,
    })
    // Eleven days with stock: on the last one, today, nothing was sold so far.
    expect(await forecastOf(t, id)).toEqual({
      productId: id,
      sku,
      name,
      unit: 'pcs',
      supplierId: null,
      available: 50,
      dailyDemand: 4.545455,
      observedDays: 11,
      daysUntilStockout: 11,
      stockoutOn: '2026-03-23',
      incoming: 0,
      nextReceiptOn: null,
      gapDays: null,
      daysWithIncoming: 11,
      computedAt: at,
    })
  })

  it('opens alerts, mails them once, and resolves them', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 20, { sku: 'MUG', name: 'Blue mug', reorderPoint: 10 })
    await sell(t, id, 12)

    expect(await runMonitor(t)).toMatchObject({ opened: 2, mailed: 2, mails: 1, runningOut: 1 })
    expect(await alertStates(t)).toEqual(['stockout open warning', 'low_stock open info'])
    expect(await runMonitor(t)).toMatchObject({ opened: 0, mailed: 0, mails: 0, runningOut: 1 })

    const [mail, ...more] = await mails(t)
    expect(more).toEqual([])
    expect(mail?.subject).toBe('My company: 2 stock alerts')
    expect(mail?.body).toContain('- MUG Blue mug: runs out today; nothing is on order\n')
    expect(mail?.body).toContain('- MUG Blue mug: 8 pcs available, the reorder point is 10 pcs')

    const more8 = { productId: id, change: 500, reason: 'found' }
    expect((await t.send('POST', '/inventory/adjust', more8)).status).toBe(201)
    expect(await runMonitor(t)).toMatchObject({ resolved: 2, opened: 0, runningOut: 0 })
    expect(await alertStates(t)).toEqual(['stockout resolved warning', 'low_stock resolved info'])
    expect(await mails(t)).toHaveLength(1)
  })

  it('looks at every product, whatever there is to say of it', async () => {
    await using t = await testApp(app, { ...rights, database })
    const silent = await addProduct(t)
    const wanted = await addProduct(t, { reorderPoint: 5 })
    const deleted = await addProduct(t, { reorderPoint: 5 })
    await t.send('DELETE', `/products/${deleted.id}`)

    expect(await runMonitor(t)).toMatchObject({ products: 2, opened: 1, runningOut: 1 })

    expect(await alertStates(t)).toEqual(['out_of_stock open warning'])
    for (const { id } of [silent, wanted]) {
      expect(await forecastOf(t, id)).toMatchObject({
        available: 0,
        dailyDemand: 0,
        observedDays: 0,
        daysUntilStockout: null,
        stockoutOn: null,
        daysWithIncoming: null,
      })
    }
    await expect(forecastOf(t, deleted.id)).rejects.toThrow('0 forecasts')
  })

  it('runs on an empty database', async () => {
    await using t = await testApp(app, { ...rights, database })
    expect(await runMonitor(t)).toMatchObject({ ran: true, products: 0, mails: 0 })
    expect(await runMonitor(t)).toMatchObject({ ran: true, products: 0 })
  })

  it('leaves one audit entry a run, with what it did', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    await runMonitor(t)
    const [entry, ...more] = await auditOf(t, 'RUN')
    expect(more).toEqual([])
    expect(entry).toMatchObject({ entity: 'monitor', entityId: 'monitor' })
    expect(JSON.parse(entry?.newValues ?? '')).toEqual({
      products: 1,
      runningOut: 1,
      opened: 1,
      worsened: 0,
      woken: 0,
      resolved: 0,
      mailed: 1,
      mails: 1,
    })
  })

  it('tells of alerts that open, worsen, wake and are resolved by events', async () => {
    await using t = await testApp(app, { ...rights, database })
    let told = 0
    t.platform.eventsWritten = () => (told += 1)
    const { id } = await addStocked(t, 10, { reorderPoint: 10 })
    const before = told
    await runMonitor(t)
    const [alert] = await alerts(t)
    await t.send('POST', `/alerts/${alert?.id ?? ''}/snooze`, { days: 1 })
    t.advance(DAY)
    await adjust(t, { productId: id, quantity: 3 })
    await runMonitor(t)
    await adjust(t, { productId: id, quantity: 30 })
    await runMonitor(t)

    const events = await t.db
      .selectFrom('event')
      .select(['type', 'entityIds', 'actorName'])
      .where('entity', '=', 'alert')
      .orderBy('id')
      .execute()
    const types = ['alert.open', 'alert.snooze', 'alert.wake', 'alert.worsen', 'alert.resolve']
    expect(events.map(({ type }) => type)).toEqual(types)
    for (const { entityIds, actorName } of events) {
      expect(JSON.parse(entityIds)).toEqual([alert?.id])
      expect(actorName).toBe('Test Owner (test)')
    }
    expect(told - before).toBeGreaterThanOrEqual(types.length)
  })

  it('writes only forecasts that say something else', async () => {
    await using t = await testApp(app, { ...rights, database })
    const sold = await addStocked(t, 100)
    const still = await addStocked(t, 100)
    await runMonitor(t)
    t.advance(3_600_000)
    await sell(t, sold.id, 1)
    await runMonitor(t)
    expect((await forecastOf(t, sold.id)).computedAt).toBe('2026-03-02T11:00:00.000Z')
    expect((await forecastOf(t, still.id)).computedAt).toBe('2026-03-02T10:00:00.000Z')
  })

  it('works through more products than one portion has', async () => {
    await using t = await testApp(app, { ...rights, database })
    const count = 2_600
    const csv = ['sku,name,reorderPoint']
    for (let n = 0; n < count; n++) csv.push(`SKU-${n},Product ${n},${n % 2}`)
    const imported = await t.send('POST', '/products/import', csv.join('\n'), {
      'content-type': 'text/csv',
    })
    expect(imported.status).toBe(200)

    expect(await runMonitor(t)).toMatchObject({ products: count, opened: count / 2, mails: 1 })

    const rows = await t.db.selectFrom('productForecast').select('productId').execute()
    expect(rows).toHaveLength(count)
    expect((await mails(t))[0]?.subject).toBe(`My company: ${count / 2} stock alerts`)
    expect((await mails(t))[0]?.body).toContain(`… and ${count / 2 - 100} more`)
    expect(await runMonitor(t)).toMatchObject({ products: count, opened: 0, mails: 0 })
  })
})

describe('POST /monitor/run', () => {
  it('needs its permission', async () => {
    await using t = await testApp(app, { permissions: ['inventory:read', 'alerts:write'] })
    const res = await t.send('POST', '/monitor/run')
    expect(res.status).toBe(403)
    expect(await t.db.selectFrom('monitorRun').select('name').execute()).toEqual([])
  })

  it('says that the mail job has something to do', async () => {
    await using t = await testApp(app, rights)
    let told = 0
    t.platform.mailQueued = () => (told += 1)
    await addProduct(t, { reorderPoint: 5 })
    await runMonitor(t)
    expect(told).toBe(1)
    await runMonitor(t)
    expect(told).toBe(1)
  })
})
