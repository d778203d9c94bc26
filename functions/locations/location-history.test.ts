import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addProduct, addStocked, adjust } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = {
  permissions: [
    'products:write',
    'locations:read',
    'locations:write',
    'inventory:read',
    'inventory:write',
    'inventory:adjust',
  ],
} as const

async function expectKept(t: TestApp, id: string): Promise<void> {
  const res = await t.send('DELETE', `/locations/${id}`)
  expect(res.status).toBe(409)
  const problem = await res.json()
  expect(problem).toMatchObject({ type: '/problems/conflict', id })
  expect(problem.detail).toContain('set the location to inactive')
  expect((await t.send('GET', `/locations/${id}`)).status).toBe(200)
  expect(await t.auditActions()).not.toContain('location.DELETE')
}

describe.each(databases)('a location with a history on %s', (database) => {
  it('is kept when stock was moved there, though none is left', async () => {
    await using t = await testApp(app, { ...rights, database })
    const shop = await addLocation(t, 'Shop')
    const mug = await addProduct(t)
    await adjust(t, { productId: mug.id, locationId: shop, change: 3 })
    await adjust(t, { productId: mug.id, locationId: shop, change: -3 })

    await expectKept(t, shop)

    const levels = await t.db.selectFrom('stockLevel').select('locationId').execute()
    expect(levels).toEqual([{ locationId: shop }])
    const closed = await t.send('PATCH', `/locations/${shop}`, { active: false })
    expect(closed.status).toBe(200)
  })

  it('is kept when it was counted, though nothing was ever there', async () => {
    await using t = await testApp(app, { ...rights, database })
    const shop = await addLocation(t, 'Shop')
    await addStocked(t, 5)
    const count = await t.send('POST', '/inventory/counts', { locationId: shop, all: true })
    expect(count.status).toBe(201)

    await expectKept(t, shop)
  })
})
