import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { ProductForecast } from '#shared/schemas/monitor.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, addSupplier } from '#shared/testing/goods.ts'
import { forecastOf, monitorRights, runMonitor, sell } from '#shared/testing/monitoring.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const

async function list(t: TestApp, query = '') {
  const res = await t.send('GET', `/monitor/forecast${query}`)
  expect(res.status).toBe(200)
  return (await res.json()) as { items: ProductForecast[]; nextCursor: string | null }
}
const days = (items: ProductForecast[]) => items.map((item) => item.daysUntilStockout)

/** Products that last so many days, as on this day ten of each are sold. */
async function addLasting(t: TestApp, ...lasting: number[]) {
  const made = []
  for (const count of lasting) {
    const product = await addStocked(t, 10 + count * 10)
    await sell(t, product.id, 10)
    made.push(product)
  }
  return made
}

describe.each(databases)('GET /monitor/forecast on %s', (database) => {
  it('lists what runs out first, and what nobody buys last, page by page', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addStocked(t, 5)
    await addLasting(t, 30, 4, 4, 400, 0)
    await addProduct(t)
    await runMonitor(t)

    const seen: ProductForecast[] = []
    let cursor = ''
    for (let page = 0; page < 4; page++) {
      const { items, nextCursor } = await list(t, `?limit=2${cursor}`)
      seen.push(...items)
      cursor = `&cursor=${nextCursor ?? ''}`
      expect(nextCursor === null).toBe(page === 3)
    }
    expect(days(seen)).toEqual([0, 4, 4, 30, 400, null, null])
    expect(new Set(seen.map(({ productId }) => productId)).size).toBe(7)
  })

  it('filters by product, supplier and days', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id: supplierId } = await addSupplier(t)
    const [five, ten] = await addLasting(t, 5, 10, 20)
    const body = { supplierId, version: 1 }
    expect((await t.send('PATCH', `/products/${ten?.id ?? ''}`, body)).status).toBe(200)
    await runMonitor(t)

    expect(days((await list(t, '?withinDays=10')).items)).toEqual([5, 10])
    expect(days((await list(t, '?withinDays=9')).items)).toEqual([5])
    expect(days((await list(t, '?withinDays=0')).items)).toEqual([])
    expect((await list(t, `?productId=${five?.id ?? ''}`)).items).toMatchObject([
      { productId: five?.id, daysUntilStockout: 5 },
    ])
    expect((await list(t, `?supplierId=${supplierId}`)).items).toMatchObject([
      { productId: ten?.id, supplierId },
    ])
    expect((await list(t, `?supplierId=${supplierId}&withinDays=9`)).items).toEqual([])
  })

  it('forgets products that were deleted, and finds restored ones again', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addProduct(t)
    await runMonitor(t)
    expect((await list(t)).items).toHaveLength(1)

    await t.send('DELETE', `/products/${id}`)
    expect((await list(t)).items).toEqual([])
    await runMonitor(t)
    expect(await t.db.selectFrom('productForecast').select('productId').execute()).toEqual([])

    await t.send('POST', `/products/${id}/restore`)
    await runMonitor(t)
    expect((await list(t)).items).toMatchObject([{ productId: id }])
  })

  it('leaves reserved stock out', async () => {
    await using t = await testApp(app, { ...rights, database })
    const [product] = await addLasting(t, 20)
    const id = product?.id ?? ''
    await t.seed((tx) =>
      tx.updateTable('product').set({ reserved: 50_000 }).where('id', '=', id).execute(),
    )
    await runMonitor(t)
    expect(await forecastOf(t, id)).toMatchObject({ available: 150, daysUntilStockout: 15 })
  })
})

describe('GET /monitor/forecast', () => {
  it.each([
    ['an unknown filter', '?days=3', 'query.days'],
    ['an id of another kind', '?supplierId=prd_01JB2QK3V5X7Z9B1D3F5H7J9M1', 'query.supplierId'],
    ['days below zero', '?withinDays=-1', 'query.withinDays'],
    ['too many days', '?withinDays=3651', 'query.withinDays'],
    ['a fraction of a day', '?withinDays=1.5', 'query.withinDays'],
    ['a forged cursor', '?cursor=abc', 'query.cursor'],
    ['a page of nothing', '?limit=0', 'query.limit'],
  ])('refuses %s', async (_, query, path) => {
    await using t = await testApp(app, rights)
    const res = await t.send('GET', `/monitor/forecast${query}`)
    expect(res.status).toBe(422)
    expect(((await res.json()) as { errors: unknown[] }).errors).toEqual([
      expect.objectContaining({ path }),
    ])
  })

  it('takes no cursor of another list', async () => {
    await using t = await testApp(app, rights)
    for (let n = 0; n < 2; n++) await addProduct(t)
    const { nextCursor } = (await (await t.send('GET', '/products?limit=1')).json()) as {
      nextCursor: string
    }
    expect((await t.send('GET', `/monitor/forecast?cursor=${nextCursor}`)).status).toBe(422)
  })

  it('is for those who may see the stock', async () => {
    await using t = await testApp(app, { permissions: ['alerts:read'] })
    expect((await t.send('GET', '/monitor/forecast')).status).toBe(403)
  })
})
