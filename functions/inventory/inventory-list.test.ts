import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addProduct, addStocked, adjust } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = {
  permissions: [
    'products:read',
    'products:write',
    'suppliers:write',
    'locations:write',
    'settings:write',
    'inventory:read',
    'inventory:write',
    'inventory:adjust',
  ],
} as const

async function names(t: TestApp, query: string, list = '/inventory'): Promise<string[]> {
  const res = await t.send('GET', `${list}${query}`)
  expect(res.status).toBe(200)
  return (await res.json()).items.map((item: { name: string }) => item.name)
}

/** One product of each status, named after it; `over` lies at two locations. */
async function stockOfEachStatus(t: TestApp) {
  const out = await addStocked(t, 5, { name: 'Out', unitCost: '1' })
  await t.send('POST', '/inventory/reservations', { productId: out.id, quantity: 5 })
  const low = await addStocked(t, 5, { name: 'Low', reorderPoint: 5, unitCost: '0.335' })
  const ok = await addStocked(t, 5, { name: 'Ok', reorderPoint: 4, maxStock: 5, unitCost: '2' })
  const over = await addStocked(t, 5, { name: 'Over', maxStock: 6, unitCost: '2' })
  const shop = await addLocation(t, 'Shop')
  await adjust(t, { productId: over.id, locationId: shop, change: 2 })
  return { out, low, ok, over, shop }
}

describe.each(databases)('the inventory on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('lists what is on hand, reserved, available, and what it is worth', async () => {
    await using t = await open()
    const { out } = await stockOfEachStatus(t)
    await t.seed(async (tx) => {
      const demand = { dailyDemand: 400_000, observedDays: 90, available: 5_000, incoming: 0 }
      const stockout = { daysUntilStockout: 12, stockoutRank: 12, stockoutOn: '2026-03-14' }
      const computedAt = '2026-03-02T09:00:00.000Z'
      await tx
        .insertInto('productForecast')
        .values({ productId: out.id, computedAt, ...demand, ...stockout })
        .execute()
    })

    const { items, nextCursor } = await (await t.send('GET', '/inventory')).json()

    expect(nextCursor).toBeNull()
    expect(items).toMatchObject([
      { name: 'Low', stockStatus: 'low', reorderPoint: 5, stockValue: '1.68' },
      { name: 'Ok', stockStatus: 'ok', maxStock: 5, daysUntilStockout: null },
      {
        productId: out.id,
        sku: out.sku,
        name: 'Out',
        locationId: null,
        onHand: 5,
        reserved: 5,
        available: 0,
        stockStatus: 'out',
        daysUntilStockout: 12,
        stockoutOn: '2026-03-14',
        averageCost: '1',
        stockValue: '5.00',
      },
      { name: 'Over', stockStatus: 'over', onHand: 7, stockValue: '14.00' },
    ])
  })

  it('is filtered by status, as the list of products is, and follows each sale', async () => {
    await using t = await open()
    const { ok, over } = await stockOfEachStatus(t)
    const deleted = await addProduct(t, { name: 'Deleted' })
    await t.send('DELETE', `/products/${deleted.id}`)

    for (const list of ['/inventory', '/products']) {
      for (const status of ['out', 'low', 'ok', 'over']) {
        expect(
          (await names(t, `?status=${status}`, list)).map((name) => name.toLowerCase()),
        ).toEqual([status])
      }
      expect((await t.send('GET', `${list}?status=gone`)).status).toBe(422)
    }
    await t.send('POST', '/inventory/sale', { productId: ok.id, quantity: 1 })
    await t.send('POST', '/inventory/sale', { productId: over.id, quantity: 5 })

    expect(await names(t, '?status=low')).toEqual(['Low', 'Ok'])
    expect(await names(t, '?status=low&sort=-name')).toEqual(['Ok', 'Low'])
    expect(await names(t, '?status=ok')).toEqual(['Over'])
    expect(await names(t, '?status=low&q=lo')).toEqual(['Low'])
    expect(await names(t, '?status=out&q=lo')).toEqual([])
    expect(await names(t, '?q=--')).toEqual([])
  })

  it('of a location has the figures of the location, and only what is or was there', async () => {
    await using t = await open()
    const { over, low, shop } = await stockOfEachStatus(t)
    await adjust(t, { productId: low.id, locationId: shop, change: 1 })
    await adjust(t, { productId: low.id, locationId: shop, change: -1 })

    const { items } = await (await t.send('GET', `/inventory?locationId=${shop}`)).json()

    expect(items).toMatchObject([
      { productId: low.id, locationId: shop, onHand: 0, available: 0, stockValue: '0.00' },
      { productId: over.id, locationId: shop, onHand: 2, stockStatus: 'over', stockValue: '4.00' },
    ])
    expect(items).toHaveLength(2)
    const main = `?locationId=${MAIN_LOCATION_ID}`
    expect(await names(t, `${main}&status=out`)).toEqual(['Out'])
    expect(await names(t, `?locationId=${shop}&q=over`)).toEqual(['Over'])
    expect(await names(t, '?locationId=loc_01JB2QK3V5X7Z9B1D3F5H7J9M1')).toEqual([])
  })

  it('is paged in each order, with each filter', async () => {
    await using t = await open()
    const { id: supplierId } = await (await t.send('POST', '/suppliers', { name: 'Acme' })).json()
    const { id: categoryId } = await (await t.send('POST', '/categories', { name: 'A' })).json()
    for (let n = 1; n <= 7; n++) {
      const fields = n % 2 === 1 ? { supplierId, categoryId } : {}
      await addStocked(t, 1, { name: `Mug ${n}`, sku: `S${9 - n}`, ...fields })
    }
    const all = ['Mug 1', 'Mug 2', 'Mug 3', 'Mug 4', 'Mug 5', 'Mug 6', 'Mug 7']
    const odd = all.filter((_, n) => n % 2 === 0)
    const filters = [
      ['status=ok', all],
      [`locationId=${MAIN_LOCATION_ID}`, all],
      ['q=mug', all],
      [`supplierId=${supplierId}`, odd],
      [`status=ok&supplierId=${supplierId}&categoryId=${categoryId}`, odd],
      [`status=ok&q=mug&locationId=${MAIN_LOCATION_ID}&categoryId=${categoryId}`, odd],
    ] as const
    for (const [filter, expected] of filters) {
      for (const [sort, order] of [
        ['name', expected],
        ['-name', expected.toReversed()],
        ['sku', expected.toReversed()],
        ['-sku', expected],
      ] as const) {
        const found = []
        for (let cursor = ''; ;) {
          const page = await t.send('GET', `/inventory?${filter}&sort=${sort}&limit=2${cursor}`)
          const { items, nextCursor } = await page.json()
          found.push(...items.map((item: { name: string }) => item.name))
          if (nextCursor === null) break
          cursor = `&cursor=${nextCursor}`
        }
        expect(found, `${filter} by ${sort}`).toEqual(order)
      }
    }
  })

  it('of one product tells what lies where', async () => {
    await using t = await open()
    const { over, shop } = await stockOfEachStatus(t)
    await t.send('POST', '/inventory/reservations', { productId: over.id, quantity: 1.5 })

    expect(await (await t.send('GET', `/inventory/${over.id}`)).json()).toEqual({
      productId: over.id,
      sku: over.sku,
      name: 'Over',
      unit: 'pcs',
      onHand: 7,
      reserved: 1.5,
      available: 5.5,
      reorderPoint: 0,
      averageCost: '2',
      stockValue: '14.00',
      stockStatus: 'over',
      daysUntilStockout: null,
      stockoutOn: null,
      locations: [
        { locationId: MAIN_LOCATION_ID, name: 'main', onHand: 5, reserved: 1.5, available: 3.5 },
        { locationId: shop, name: 'Shop', onHand: 2, reserved: 0, available: 2 },
      ],
    })
  })

  it('at a glance counts products by status, and adds up the values that are listed', async () => {
    await using t = await open()
    await stockOfEachStatus(t)
    await addStocked(t, 3, { name: 'Half a cent', unitCost: '0.335' })
    const deleted = await addProduct(t)
    await t.send('DELETE', `/products/${deleted.id}`)

    const status = await (await t.send('GET', '/inventory/status')).json()

    expect(status).toEqual({
      products: 5,
      statuses: { out: 1, low: 1, ok: 2, over: 1 },
      units: 25,
      reserved: 5,
      stockValue: '31.69',
      currency: 'EUR',
    })
    const { items } = await (await t.send('GET', '/inventory')).json()
    const sum = items.reduce((total: number, item: { stockValue: string }) => {
      return total + Math.round(Number(item.stockValue) * 100)
    }, 0)
    expect(sum).toBe(3169)
  })

  it('counts values beyond every number exactly', async () => {
    await using t = await open()
    const unitCost = '900719925474.0991'
    await addStocked(t, 9_000_000_000_000, { name: 'Gold', unitCost })
    await addStocked(t, 1, { name: 'Tin', unitCost: '0.01' })

    const status = await (await t.send('GET', '/inventory/status')).json()

    expect(status).toMatchObject({ products: 2, stockValue: '8106479329266891900000000.01' })
    const { items } = await (await t.send('GET', '/inventory')).json()
    expect(items).toMatchObject([{ stockValue: '8106479329266891900000000.00' }, {}])
  })
})

describe('the inventory', () => {
  it('is empty at first', async () => {
    await using t = await testApp(app, rights)
    expect(await (await t.send('GET', '/inventory/status')).json()).toMatchObject({
      products: 0,
      statuses: { out: 0, low: 0, ok: 0, over: 0 },
      units: 0,
      stockValue: '0.00',
    })
    expect(await names(t, '')).toEqual([])
  })

  it('is valued in the digits of the company’s currency', async () => {
    await using t = await testApp(app, rights)
    await t.send('PATCH', '/settings', { currency: 'KWD' })
    await addStocked(t, 3, { unitCost: '0.3335' })
    const status = await (await t.send('GET', '/inventory/status')).json()
    expect(status).toMatchObject({ stockValue: '1.001', currency: 'KWD' })
  })

  it('knows no product that is not there, or was deleted', async () => {
    await using t = await testApp(app, rights)
    const { id } = await addProduct(t)
    await t.send('DELETE', `/products/${id}`)
    for (const productId of [id, 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1', 'mug']) {
      expect((await t.send('GET', `/inventory/${productId}`)).status).toBe(404)
    }
  })
})
