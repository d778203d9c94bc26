import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addStocked, adjust } from '#shared/testing/goods.ts'
import {
  DAY,
  forecastOf,
  HOUR,
  monitorRights,
  runMonitor,
  sell,
  setSettings,
} from '#shared/testing/monitoring.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const

async function reverse(t: TestApp, id: string): Promise<void> {
  const res = await t.send('POST', `/inventory/movements/${id}/reverse`, { reason: 'a mistake' })
  expect(res.status, await res.clone().text()).toBe(201)
}

async function takeBack(t: TestApp, body: Record<string, unknown>): Promise<string> {
  const res = await t.send('POST', '/inventory/return', body)
  expect(res.status, await res.clone().text()).toBe(201)
  return ((await res.json()) as { movement: { id: string } }).movement.id
}

/** Mean demand and the days it was observed on. */
async function demand(t: TestApp, id: string) {
  await runMonitor(t)
  const { dailyDemand, observedDays } = await forecastOf(t, id)
  return [dailyDemand, observedDays]
}

describe.each(databases)('demand on %s', (database) => {
  it('is what was sold less what came back', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 100)
    const sale = await sell(t, id, 30)
    t.advance(9 * DAY)
    expect(await demand(t, id)).toEqual([3, 10])
    await takeBack(t, { movementId: sale, quantity: 4 })
    await takeBack(t, { productId: id, quantity: 6 })
    expect(await demand(t, id)).toEqual([2, 10])
  })

  it('leaves out sales and returns that were taken back', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 100)
    const first = await sell(t, id, 30)
    const second = await sell(t, id, 10)
    t.advance(9 * DAY)
    await reverse(t, first)
    expect(await demand(t, id)).toEqual([1, 10])
    const back = await takeBack(t, { movementId: second, quantity: 10 })
    expect(await demand(t, id)).toEqual([0, 10])
    await reverse(t, back)
    expect(await demand(t, id)).toEqual([1, 10])
  })

  it('knows a reversal of anything but a sale as no demand', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 100)
    await sell(t, id, 10)
    const res = await t.send('POST', '/inventory/adjust', {
      productId: id,
      change: -20,
      reason: 'broken',
    })
    const { movement } = (await res.json()) as { movement: { id: string } }
    t.advance(9 * DAY)
    expect(await demand(t, id)).toEqual([1, 10])
    await reverse(t, movement.id)
    expect(await demand(t, id)).toEqual([1, 10])
  })

  it('does not count what is moved or set right', async () => {
    await using t = await testApp(app, { ...rights, database })
    const other = await addLocation(t, 'Shop')
    const { id } = await addStocked(t, 100)
    await sell(t, id, 10)
    const main = (await t.db.selectFrom('location').select('id').orderBy('id').execute())[0]?.id
    const transfer = { productId: id, fromLocationId: main, toLocationId: other, quantity: 90 }
    expect((await t.send('POST', '/inventory/transfer', transfer)).status).toBe(201)
    await adjust(t, { productId: id, locationId: other, change: -80 })
    t.advance(9 * DAY)
    expect(await demand(t, id)).toEqual([1, 10])
    expect(await forecastOf(t, id)).toMatchObject({ available: 10, daysUntilStockout: 10 })
  })

  it('is a mean of days with stock only', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 20)
    await sell(t, id, 10)
    t.advance(4 * DAY)
    await sell(t, id, 10)
    // Out from the fifth day to the fifteenth: nine days in between count for nothing.
    t.advance(10 * DAY)
    await adjust(t, { productId: id, change: 40 })
    t.advance(4 * DAY)
    await sell(t, id, 20)
    expect(await demand(t, id)).toEqual([4, 10])
    expect(await forecastOf(t, id)).toMatchObject({ available: 20, daysUntilStockout: 5 })
  })

  it('stops counting days while it is out', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 20)
    t.advance(9 * DAY)
    await sell(t, id, 20)
    expect(await demand(t, id)).toEqual([2, 10])
    t.advance(20 * DAY)
    expect(await demand(t, id)).toEqual([2, 10])
    expect(await forecastOf(t, id)).toMatchObject({ daysUntilStockout: 0 })
  })

  it('counts stock anywhere as stock', async () => {
    await using t = await testApp(app, { ...rights, database })
    const other = await addLocation(t, 'Shop')
    const { id } = await addStocked(t, 20)
    await adjust(t, { productId: id, locationId: other, change: 5 })
    await sell(t, id, 20)
    t.advance(9 * DAY)
    expect(await demand(t, id)).toEqual([2, 10])
  })

  it('forgets what is older than 90 days', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 1_000)
    await sell(t, id, 90)
    t.advance(89 * DAY)
    expect(await demand(t, id)).toEqual([1, 90])
    t.advance(DAY)
    expect(await demand(t, id)).toEqual([0, 90])
    expect(await forecastOf(t, id)).toMatchObject({ daysUntilStockout: null, available: 910 })
  })

  it('leaves out a sale of the window that is taken back, and one before it alike', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 1_000)
    const old = await sell(t, id, 90)
    t.advance(85 * DAY)
    await sell(t, id, 90)
    t.advance(10 * DAY)
    await reverse(t, old)
    expect(await demand(t, id)).toEqual([1, 90])
  })

  it('is none when more came back than was sold', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 100)
    await takeBack(t, { productId: id, quantity: 5 })
    expect(await demand(t, id)).toEqual([0, 1])
  })

  it('keeps fractions of a unit', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 10, { wholeUnits: false, unit: 'kg' })
    await sell(t, id, 0.001)
    t.advance(2 * DAY)
    expect(await demand(t, id)).toEqual([0.000333, 3])
    expect(await forecastOf(t, id)).toMatchObject({
      available: 9.999,
      daysUntilStockout: 3_650,
      stockoutOn: null,
      unit: 'kg',
    })
  })
})

describe.each([
  // On the 28th of February, 2026, at 23:30 of the shop's clock, and an hour later.
  ['Pacific/Pago_Pago', '2026-03-01T10:30:00.000Z'],
  ['Pacific/Kiritimati', '2026-02-28T09:30:00.000Z'],
  ['Asia/Kathmandu', '2026-02-28T17:45:00.000Z'],
])('days in %s', (timeZone, now) => {
  it('change at midnight of the company', async () => {
    await using t = await testApp(app, { ...rights, now })
    await setSettings(t, { timeZone })
    const { id } = await addStocked(t, 40)
    await sell(t, id, 10)
    expect(await demand(t, id)).toEqual([10, 1])
    expect((await forecastOf(t, id)).stockoutOn).toBe('2026-03-03')
    t.advance(HOUR)
    expect(await demand(t, id)).toEqual([5, 2])
    expect((await forecastOf(t, id)).stockoutOn).toBe('2026-03-07')
  })
})

describe.each([
  ['23 hours', '2026-03-28T22:30:00.000Z', 23.5],
  ['25 hours', '2026-10-24T21:30:00.000Z', 25.5],
])('a day of %s in Berlin', (_, now, hours) => {
  it('is one day', async () => {
    await using t = await testApp(app, { ...rights, now })
    await setSettings(t, { timeZone: 'Europe/Berlin' })
    const { id } = await addStocked(t, 40)
    await sell(t, id, 6)
    expect(await demand(t, id)).toEqual([6, 1])
    // Half an hour before its end it is still the day on which the clock was set.
    t.advance(hours * HOUR - HOUR / 2)
    expect(await demand(t, id)).toEqual([3, 2])
    t.advance(HOUR / 2 - 1)
    expect(await demand(t, id)).toEqual([3, 2])
    t.advance(1)
    expect(await demand(t, id)).toEqual([2, 3])
  })
})
