import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const rights = {
  permissions: ['locations:read', 'locations:write', 'products:read', 'products:write'],
} as const
const unknownId = 'loc_01JB2QK3V5X7Z9B1D3F5H7J9M1'

async function create(t: TestApp, body: object): Promise<{ id: string }> {
  const res = await t.send('POST', '/locations', body)
  expect(res.status).toBe(201)
  return res.json()
}

const stored = (t: TestApp) =>
  t.db
    .selectFrom('location')
    .select(['name', 'address', 'active', 'version'])
    .where('id', '!=', MAIN_LOCATION_ID)
    .orderBy('id')
    .execute()

async function names(t: TestApp, query: string): Promise<string[]> {
  const res = await t.send('GET', `/locations${query}`)
  expect(res.status).toBe(200)
  return (await res.json()).items.map((item: { name: string }) => item.name)
}

/** Puts a level of stock at a location, as the stock ledger will. */
async function stock(t: TestApp, locationId: string, level: { onHand: number; reserved: number }) {
  const res = await t.send('POST', '/products', { sku: crypto.randomUUID(), name: 'Mug' })
  const { id: productId } = await res.json()
  await t.seed(async (tx) => {
    await tx
      .insertInto('stockLevel')
      .values({ productId, locationId, sequence: 0, ...level })
      .execute()
  })
}

describe.each(databases)('locations on %s', (database) => {
  it('are created, read, changed, listed and removed, each change in the audit log', async () => {
    await using t = await testApp(app, { ...rights, database })

    const res = await t.send('POST', '/locations', { name: ' Shop ', address: '1 High Street' })
    const shop = await res.json()
    expect(res.status).toBe(201)
    expect(shop).toEqual({
      id: expect.stringMatching(/^loc_/),
      name: 'Shop',
      address: '1 High Street',
      active: true,
      version: 1,
      createdAt: '2026-03-02T10:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
    })
    expect(res.headers.get('location')).toBe(`/api/locations/${shop.id}`)
    expect(res.headers.get('etag')).toBe('"1"')

    const change = { active: false, address: '', version: 1 }
    const changed = await t.send('PATCH', `/locations/${shop.id}`, change)
    expect(changed.status).toBe(200)
    const closed = await changed.json()
    expect(closed).toMatchObject({ name: 'Shop', address: null, active: false, version: 2 })
    expect(await (await t.send('GET', `/locations/${shop.id}`)).json()).toEqual(closed)
    expect(await names(t, '')).toEqual(['main', 'Shop'])
    expect(await names(t, '?active=false')).toEqual(['Shop'])

    expect((await t.send('DELETE', `/locations/${shop.id}`)).status).toBe(204)
    expect((await t.send('GET', `/locations/${shop.id}`)).status).toBe(404)
    expect(await stored(t)).toEqual([])
    expect(await t.auditActions()).toEqual([
      'location.CREATE',
      'location.UPDATE',
      'location.DELETE',
    ])
  })

  it('have main from the start, which is never removed', async () => {
    await using t = await testApp(app, { ...rights, database })

    const main = await t.send('GET', `/locations/${MAIN_LOCATION_ID}`)
    expect(main.status).toBe(200)
    expect(await main.json()).toMatchObject({ name: 'main', active: true, version: 1 })

    const removed = await t.send('DELETE', `/locations/${MAIN_LOCATION_ID}`)
    expect(removed.status).toBe(409)
    expect((await removed.json()).detail).toContain('default')
    expect(await names(t, '')).toEqual(['main'])
    expect(await t.auditActions()).toEqual([])
  })
})

describe('locations', () => {
  it('let main be renamed but not set to inactive', async () => {
    await using t = await testApp(app, rights)
    const path = `/locations/${MAIN_LOCATION_ID}`

    const renamed = await t.send('PATCH', path, { name: 'Warehouse', active: true })
    expect(await renamed.json()).toMatchObject({ name: 'Warehouse', active: true, version: 2 })
    const closed = await t.send('PATCH', path, { active: false })
    expect(closed.status).toBe(409)
    expect(await names(t, '?active=true')).toEqual(['Warehouse'])
    expect(await t.auditActions()).toEqual(['location.UPDATE'])
  })

  it('note old and new values of what changed', async () => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, { name: 'Shop' })
    await t.send('PATCH', `/locations/${id}`, { name: 'Store', active: false })
    const entry = await t.db
      .selectFrom('auditEntry')
      .select(['oldValues', 'newValues', 'actorName'])
      .where('action', '=', 'UPDATE')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.oldValues ?? '')).toEqual({ name: 'Shop', active: true })
    expect(JSON.parse(entry.newValues ?? '')).toEqual({ name: 'Store', active: false })
    expect(entry.actorName).toBe('Test Owner (test)')
  })

  it.each(['main', 'MAIN', ' Máin '])('refuse the name %j, which main has', async (name) => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, { name: 'Shop' })
    for (const res of [
      await t.send('POST', '/locations', { name }),
      await t.send('PATCH', `/locations/${id}`, { name }),
    ]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({ type: '/problems/conflict', name: name.trim() })
    }
    expect(await stored(t)).toMatchObject([{ name: 'Shop', version: 1 }])
  })

  it.each([
    ['on hand', { onHand: 1, reserved: 0 }],
    ['reserved', { onHand: 5_000, reserved: 5_000 }],
  ])('stay while stock is %s there', async (_, level) => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, { name: 'Shop' })
    await stock(t, id, level)
    await stock(t, id, { onHand: 0, reserved: 0 })

    const res = await t.send('DELETE', `/locations/${id}`)

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/conflict', products: 1 })
    expect(await stored(t)).toHaveLength(1)
    expect(await t.db.selectFrom('stockLevel').select('onHand').execute()).toHaveLength(2)
    expect(await t.auditActions()).not.toContain('location.DELETE')
  })

  it('are removed with their empty levels, and with nobody else’s', async () => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, { name: 'Shop' })
    await stock(t, id, { onHand: 0, reserved: 0 })
    await stock(t, MAIN_LOCATION_ID, { onHand: 0, reserved: 0 })

    expect((await t.send('DELETE', `/locations/${id}`)).status).toBe(204)
    const levels = await t.db.selectFrom('stockLevel').select('locationId').execute()
    expect(levels).toEqual([{ locationId: MAIN_LOCATION_ID }])
  })

  it('write nothing for a change of nothing', async () => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, { name: 'Shop', active: false })
    const res = await t.send('PATCH', `/locations/${id}`, { name: 'Shop', active: false })
    expect((await res.json()).version).toBe(1)
    expect(await t.auditActions()).toEqual(['location.CREATE'])
  })

  it.each([
    ['the body', { name: 'New', version: 1 }, {}],
    ['If-Match', { name: 'New' }, { 'if-match': '"1"' }],
  ])('refuse a change made from a stale version in %s', async (_, body, headers) => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, { name: 'Shop' })
    await t.send('PATCH', `/locations/${id}`, { name: 'Store' })
    const res = await t.send('PATCH', `/locations/${id}`, body, headers)
    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
    expect(await stored(t)).toMatchObject([{ name: 'Store', version: 2 }])
  })

  it('are found by part of the name, and paged in both orders', async () => {
    await using t = await testApp(app, rights)
    for (const name of ['Shop Süd', 'Shop Nord', 'Garage']) await create(t, { name })

    expect(await names(t, '?q=sud')).toEqual(['Shop Süd'])
    expect(await names(t, '?sort=-name')).toEqual(['Shop Süd', 'Shop Nord', 'main', 'Garage'])
    const page = await (await t.send('GET', '/locations?limit=3')).json()
    expect(page.items).toHaveLength(3)
    expect(await names(t, `?limit=3&cursor=${page.nextCursor}`)).toEqual(['Shop Süd'])
    const wrong = await t.send('GET', `/locations?sort=-name&cursor=${page.nextCursor}`)
    expect(wrong.status).toBe(422)
  })

  it.each([
    ['no name', { address: 'x' }, ['name']],
    ['a blank name', { name: '' }, ['name']],
    ['an address of 1,001 characters', { name: 'A', address: 'x'.repeat(1_001) }, ['address']],
    ['U+0000 in the address', { name: 'A', address: '\u0000' }, ['address']],
    ['active as text', { name: 'A', active: 'yes' }, ['active']],
    ['an unknown field', { name: 'A', id: 'loc_1' }, ['id']],
    ['three wrong things', { name: 1, address: 2, active: 3 }, ['name', 'address', 'active']],
    ['null', null, ['']],
  ])('refuse %s', async (_, body, paths) => {
    await using t = await testApp(app, rights)
    const res = await t.send('POST', '/locations', body)
    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors.map((error: { path: string }) => error.path)).toEqual(paths)
    expect(await stored(t)).toEqual([])
  })

  it.each([
    ['a version of 0', { version: 0 }, {}, 'version'],
    ['an If-Match that is none', {}, { 'if-match': 'new' }, 'header.if-match'],
    ['two versions', { version: 1 }, { 'if-match': '"2"' }, 'version'],
    ['null as name', { name: null }, {}, 'name'],
  ])('refuse a change with %s', async (_, body, headers, path) => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, { name: 'Shop' })
    const res = await t.send('PATCH', `/locations/${id}`, body, headers)
    expect(res.status).toBe(422)
    expect((await res.json()).errors).toEqual([expect.objectContaining({ path })])
  })

  it.each([
    ['GET', undefined],
    ['PATCH', { name: 'New' }],
    ['DELETE', undefined],
  ])('know no location that is not there (%s)', async (method, body) => {
    await using t = await testApp(app, rights)
    expect((await t.send(method, `/locations/${unknownId}`, body)).status).toBe(404)
    expect((await t.send(method, '/locations/main', body)).status).toBe(404)
    expect(await t.auditActions()).toEqual([])
  })
})
