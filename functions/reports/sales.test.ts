import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { SalesReport } from '#shared/schemas/reports.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const dayMs = 86_400_000
const permissions = [...stockRights.permissions, 'settings:write'] as const

async function reportOf(t: TestApp, query = ''): Promise<SalesReport> {
  const res = await t.send('GET', `/reports/sales${query}`)
  expect(res.status, await res.clone().text()).toBe(200)
  return (await res.json()) as SalesReport
}

async function movement(t: TestApp, path: string, body: object): Promise<string> {
  const res = await t.send('POST', `/inventory/${path}`, body)
  expect(res.status, await res.clone().text()).toBe(201)
  const { movement: one, movements = [one] } = await res.json()
  return movements[0].id
}

const day = (report: SalesReport, wanted: string) => report.days.find((one) => one.day === wanted)
const eur = (amount: string) => [{ currency: 'EUR', amount }]

describe.each(databases)('the report of sales on %s', (database) => {
  const open = (now?: string) => testApp(app, { permissions, database, ...(now && { now }) })

  it('has every day of the last thirty, also when nothing was ever sold', async () => {
    await using t = await open()

    const report = await reportOf(t)

    expect(report).toMatchObject({
      from: '2026-02-01',
      to: '2026-03-02',
      timeZone: 'UTC',
      currency: 'EUR',
      total: { quantity: 0, revenue: [], costOfGoods: '0.00' },
    })
    expect(report.days).toHaveLength(30)
    expect(report.days[0]).toEqual({
      day: '2026-02-01',
      quantity: 0,
      revenue: [],
      costOfGoods: '0.00',
    })
  })

  it('adds up by day and currency, and rounds once', async () => {
    await using t = await open()
    const mug = await addStocked(t, 1_000, { price: '0.335', unitCost: '0.2005' })
    const tea = await addStocked(t, 10, { price: '3', currency: 'USD', unitCost: '1' })
    for (let n = 0; n < 3; n++) await movement(t, 'sale', { productId: mug.id, quantity: 1 })
    await movement(t, 'sale', { productId: tea.id, quantity: 2.5 })
    t.advance(dayMs)
    await movement(t, 'sale', { productId: mug.id, quantity: 10, unitPrice: '0.4' })

    const report = await reportOf(t)

    expect(report.days.slice(-2)).toEqual([
      {
        day: '2026-03-02',
        quantity: 5.5,
        revenue: [...eur('1.01'), { currency: 'USD', amount: '7.50' }],
        costOfGoods: '3.10',
      },
      { day: '2026-03-03', quantity: 10, revenue: eur('4.00'), costOfGoods: '2.01' },
    ])
    expect(report.total).toEqual({
      quantity: 15.5,
      revenue: [...eur('5.01'), { currency: 'USD', amount: '7.50' }],
      costOfGoods: '5.11',
    })
  })

  it('takes returns and undone sales off on the day on which they came back', async () => {
    await using t = await open()
    const { id: productId } = await addStocked(t, 100, { price: '5', unitCost: '2' })
    const sold = await movement(t, 'sale', { productId, quantity: 4 })
    const wrong = await movement(t, 'sale', { productId, quantity: 10 })
    const before = await reportOf(t)
    t.advance(dayMs)
    await movement(t, `movements/${wrong}/reverse`, { reason: 'typed wrong' })
    const back = await movement(t, 'return', { movementId: sold, quantity: 3 })
    t.advance(dayMs)
    await movement(t, `movements/${back}/reverse`, { reason: 'it was another shop' })
    await movement(t, 'return', { productId, quantity: 1 })
    const found = { productId, change: 5, reason: 'found' }
    await movement(t, `movements/${await movement(t, 'adjust', found)}/reverse`, {})

    const report = await reportOf(t)

    expect(day(report, '2026-03-02')).toEqual(day(before, '2026-03-02'))
    expect(report.days.slice(-3)).toEqual([
      { day: '2026-03-02', quantity: 14, revenue: eur('70.00'), costOfGoods: '28.00' },
      { day: '2026-03-03', quantity: -13, revenue: eur('-65.00'), costOfGoods: '-26.00' },
      { day: '2026-03-04', quantity: 2, revenue: eur('15.00'), costOfGoods: '4.00' },
    ])
    expect(report.total).toEqual({ quantity: 3, revenue: eur('20.00'), costOfGoods: '6.00' })
  })

  it('keeps the currency in which something was sold', async () => {
    await using t = await open()
    const { id: productId } = await addStocked(t, 10, { price: '5', currency: 'USD' })
    const sold = await movement(t, 'sale', { productId, quantity: 2 })
    const wrong = await movement(t, 'sale', { productId, quantity: 3 })
    expect((await t.send('PATCH', `/products/${productId}`, { currency: 'JPY' })).status).toBe(200)
    await movement(t, 'sale', { productId, quantity: 1 })
    await movement(t, 'return', { movementId: sold, quantity: 1 })
    await movement(t, `movements/${wrong}/reverse`, {})

    expect((await reportOf(t)).total.revenue).toEqual([
      { currency: 'JPY', amount: '5' },
      { currency: 'USD', amount: '5.00' },
    ])
  })

  it('cuts days where the company lives', async () => {
    await using t = await open('2026-03-29T21:30:00Z')
    await t.send('PATCH', '/settings', { timeZone: 'Europe/Berlin' })
    const { id: productId } = await addStocked(t, 10, { price: '1' })
    await movement(t, 'sale', { productId, quantity: 1 })
    t.advance(dayMs / 24)
    await movement(t, 'sale', { productId, quantity: 2 })

    const report = await reportOf(t, '?from=2026-03-29')

    expect(report.days.map((one) => [one.day, one.quantity])).toEqual([
      ['2026-03-29', 1],
      ['2026-03-30', 2],
    ])
    expect((await reportOf(t, '?to=2026-03-29')).total.quantity).toBe(1)
  })

  it('is exact where quantity × price outgrows what a database multiplies', async () => {
    await using t = await open()
    const { id: productId } = await addStocked(t, 9_007_199_254_740.991, { unitCost: '9007.1999' })
    const unitPrice = '900719925474.0991'
    for (const quantity of [9_000_000_000_000, 0.001, 1]) {
      await movement(t, 'sale', { productId, quantity, unitPrice })
    }

    const quantity = 9_000_000_000_001_001n
    const cents = (price: bigint) => String((quantity * price + 50_000n) / 100_000n)
    const amount = (price: bigint) => cents(price).replace(/(..)$/, '.$1')
    expect((await reportOf(t)).total).toEqual({
      quantity: 9_000_000_000_001.001,
      revenue: eur(amount(9_007_199_254_740_991n)),
      costOfGoods: amount(90_071_999n),
    })
  })

  it.each([
    ['?from=2026-03-03', 'query.from'],
    ['?from=2026-02-02&to=2026-02-01', 'query.from'],
    ['?from=2025-03-01', 'query.from'],
    ['?from=1969-12-31&to=1970-01-05', 'query.from'],
    ['?to=0000-01-01', 'query.to'],
    ['?from=2026-02-30', 'query.from'],
    ['?day=2026-03-02', 'query.day'],
  ])('refuses %s', async (query, path) => {
    await using t = await open()
    for (const report of ['sales', 'stock-value']) {
      const res = await t.send('GET', `/reports/${report}${query}`)
      expect(res.status).toBe(422)
      expect((await res.json()).errors).toMatchObject([{ path }])
    }
  })

  it('writes nothing', async () => {
    await using t = await open()
    await addProduct(t)
    const before = await t.auditActions()
    await reportOf(t, '?from=2026-01-01&to=9999-12-31')
    expect(await t.auditActions()).toEqual(before)
  })
})
