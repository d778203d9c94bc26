import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['products:read', 'products:write'] } as const

describe.each(databases)('pack size and minimum order on %s', (database) => {
  it('are kept, changed, taken away and exported, with an audit entry', async () => {
    await using t = await testApp(app, { ...rights, database })
    const created = await t.send('POST', '/products', {
      sku: 'MUG',
      name: 'Mug',
      packSize: 12,
      minimumOrder: '48',
    })
    expect(created.status).toBe(201)
    const mug = await created.json()
    expect(mug).toMatchObject({ packSize: 12, minimumOrder: 48 })

    const path = `/products/${mug.id}`
    const changed = await t.send('PATCH', path, { packSize: 6, minimumOrder: null })
    expect(await changed.json()).toMatchObject({ packSize: 6, minimumOrder: null, version: 2 })
    expect(await (await t.send('GET', path)).json()).toMatchObject({ packSize: 6 })
    const entry = await t.db
      .selectFrom('auditEntry')
      .select(['oldValues', 'newValues'])
      .where('action', '=', 'UPDATE')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.oldValues ?? '')).toEqual({ packSize: 12, minimumOrder: 48 })
    expect(JSON.parse(entry.newValues ?? '')).toEqual({ packSize: 6, minimumOrder: null })

    const [header = '', line = ''] = (await (await t.send('GET', '/products/export')).text()).split(
      '\r\n',
    )
    const cells = Object.fromEntries(
      header.split(',').map((name, index) => [name, line.split(',')[index]]),
    )
    expect(cells).toMatchObject({ packSize: '6', minimumOrder: '' })
  })
})

describe('pack size and minimum order', () => {
  it.each([
    ['packs of nothing', { packSize: 0 }, 'packSize'],
    ['a negative pack size', { packSize: -1 }, 'packSize'],
    ['a negative minimum', { minimumOrder: -1 }, 'minimumOrder'],
    ['half a unit as pack', { packSize: 1.5 }, 'packSize'],
    ['half a unit as minimum', { minimumOrder: 0.5 }, 'minimumOrder'],
  ])('refuse %s', async (_, fields, path) => {
    await using t = await testApp(app, rights)
    const res = await t.send('POST', '/products', { sku: 'MUG', name: 'Mug', ...fields })
    expect(res.status).toBe(422)
    expect(await res.json()).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    })
    expect(await t.auditActions()).toEqual([])
  })

  it('are imported by the names that suppliers’ lists give them', async () => {
    await using t = await testApp(app, rights)
    const file = 'Article No;Name;Pack size;Minimum order\nA;Rope;12;48\nB;Mug;;\n'
    const res = await t.send('POST', '/products/import', file, { 'content-type': 'text/csv' })
    expect(res.status).toBe(200)
    const rows = await t.db
      .selectFrom('product')
      .select(['sku', 'packSize', 'minimumOrder'])
      .orderBy('sku')
      .execute()
    expect(rows).toEqual([
      { sku: 'A', packSize: 12_000, minimumOrder: 48_000 },
      { sku: 'B', packSize: null, minimumOrder: null },
    ])
    const none = 'sku;name;pack size\nC;Jug;0\n'
    const refused = await t.send('POST', '/products/import', none, { 'content-type': 'text/csv' })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      problems: [{ row: 2, column: 'pack size', message: 'must be more than zero' }],
    })
  })
})
