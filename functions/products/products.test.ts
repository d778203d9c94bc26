import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = ['products:read', 'products:write', 'suppliers:write'] as const
const mug = {
  sku: 'MUG-01',
  name: 'Enamel mug',
  barcode: '4006381333931',
  price: '12.5',
  cost: '4.1111',
  reorderPoint: 12,
  unit: 'pcs',
}

describe.each(databases)('products on %s', (database) => {
  const open = () => testApp(app, { permissions: rights, database })

  it('stores a product and leaves one audit entry and one price', async () => {
    await using t = await open()

    const res = await t.send('POST', '/products', mug)

    expect(res.status).toBe(201)
    const product = await res.json()
    expect(product).toMatchObject({
      ...mug,
      id: expect.stringMatching(/^prd_[0-9A-Z]{26}$/),
      currency: 'EUR',
      wholeUnits: true,
      onHand: 0,
      available: 0,
      stockStatus: 'out',
      version: 1,
    })
    expect(res.headers.get('location')).toBe(`/api/products/${product.id}`)
    expect(res.headers.get('etag')).toBe('"1"')
    const stored = await t.db
      .selectFrom('product')
      .select(['skuKey', 'price', 'cost', 'reorderPoint'])
      .executeTakeFirst()
    expect(stored).toEqual({ skuKey: 'MUG-01', price: 125_000, cost: 41_111, reorderPoint: 12_000 })
    expect(await t.auditActions()).toEqual(['product.CREATE'])
    const prices = await t.db.selectFrom('priceChange').select(['oldPrice', 'newPrice']).execute()
    expect(prices).toEqual([{ oldPrice: null, newPrice: 125_000 }])
  })

  it('refuses a SKU that is taken in another letter case, and a taken barcode', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()

    const sku = await t.send('POST', '/products', { sku: 'mug-01', name: 'Other' })
    const barcode = await t.send('POST', '/products', { ...mug, sku: 'X' })

    expect(sku.status).toBe(409)
    expect(await sku.json()).toMatchObject({ type: '/problems/conflict', productId: id })
    expect(barcode.status).toBe(409)
    expect(await barcode.json()).toMatchObject({ barcode: mug.barcode, productId: id })
    expect(await t.auditActions()).toEqual(['product.CREATE'])
  })

  it('says in a change whether the SKU or the barcode is taken, and by which product', async () => {
    await using t = await open()
    const other = await (await t.send('POST', '/products', { sku: 'A', name: 'Other' })).json()
    const holder = await (await t.send('POST', '/products', mug)).json()

    const barcode = await t.send('PATCH', `/products/${other.id}`, { barcode: mug.barcode })
    const sku = await t.send('PATCH', `/products/${other.id}`, { sku: 'mug-01' })

    expect([barcode.status, sku.status]).toEqual([409, 409])
    expect(await barcode.json()).toMatchObject({
      detail: `barcode ${mug.barcode} is taken by sku ${holder.sku}`,
      productId: holder.id,
    })
    expect(await sku.json()).toMatchObject({ detail: 'sku mug-01 is taken', productId: holder.id })
  })

  it('looks for who has the SKU before it looks for who has the barcode', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()
    await t.send('DELETE', `/products/${id}`)
    await t.send('POST', '/products', { sku: 'A', name: 'Other', barcode: mug.barcode })
    const holder = await (await t.send('POST', '/products', { sku: mug.sku, name: 'New' })).json()

    const res = await t.send('POST', `/products/${id}/restore`)

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ sku: mug.sku, productId: holder.id })
  })

  it('changes a price, keeps its history, and writes only what changed to the audit log', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()

    const res = await t.send('PATCH', `/products/${id}`, { price: 13, version: 1 })

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({ price: '13', cost: '4.1111', version: 2 })
    const history = await (await t.send('GET', `/products/${id}/price-history`)).json()
    expect(history.items).toMatchObject([
      { oldPrice: '12.5', newPrice: '13', oldCost: '4.1111', newCost: '4.1111' },
      { oldPrice: null, newPrice: '12.5' },
    ])
    expect(history.items[0].actor.name).toContain('Test Owner')
    const audit = await t.db
      .selectFrom('auditEntry')
      .select(['oldValues', 'newValues'])
      .where('action', '=', 'UPDATE')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(audit.oldValues ?? '')).toEqual({ price: '12.5' })
    expect(JSON.parse(audit.newValues ?? '')).toEqual({ price: '13' })
  })

  it('tells of a change of the currency no old price, because that was in another one', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()

    await t.send('PATCH', `/products/${id}`, { currency: 'USD', price: '14' })
    await t.send('PATCH', `/products/${id}`, { price: '15' })

    const { items } = await (await t.send('GET', `/products/${id}/price-history`)).json()
    expect(items).toMatchObject([
      { currency: 'USD', oldPrice: '14', newPrice: '15', oldCost: '4.1111' },
      { currency: 'USD', oldPrice: null, newPrice: '14', oldCost: null, newCost: '4.1111' },
      { currency: 'EUR', oldPrice: null, newPrice: '12.5' },
    ])
  })

  it('refuses a stale version in the body and in If-Match, and takes the right one', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()
    await t.send('PATCH', `/products/${id}`, { name: 'Second', version: 1 })

    const stale = await t.send('PATCH', `/products/${id}`, { name: 'Third', version: 1 })
    const header = await t.send(
      'PATCH',
      `/products/${id}`,
      { name: 'Third' },
      { 'if-match': '"1"' },
    )
    const right = await t.send('PATCH', `/products/${id}`, { name: 'Third' }, { 'if-match': '"2"' })

    expect(stale.status).toBe(409)
    expect(await stale.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
    expect(header.status).toBe(409)
    expect(right.status).toBe(200)
    expect(await right.json()).toMatchObject({ name: 'Third', version: 3 })
  })

  it('lets exactly one of twenty parallel changes of one version through', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        t.send('PATCH', `/products/${id}`, { name: `Name ${n}`, version: 1 }),
      ),
    )

    const statuses = answers.map((res) => res.status).toSorted()
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
    expect(await t.auditActions()).toEqual(['product.CREATE', 'product.UPDATE'])
  })

  it('writes nothing when a change changes nothing', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()

    const res = await t.send('PATCH', `/products/${id}`, { name: mug.name, price: '12.50' })

    expect(await res.json()).toMatchObject({ version: 1 })
    expect(await t.auditActions()).toEqual(['product.CREATE'])
  })

  it('deletes softly, hides, frees the SKU, and restores unless the SKU was given away', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()

    expect((await t.send('DELETE', `/products/${id}`)).status).toBe(204)
    expect((await t.send('GET', `/products/${id}`)).status).toBe(404)
    expect((await t.send('DELETE', `/products/${id}`)).status).toBe(404)
    expect((await (await t.send('GET', '/products')).json()).items).toEqual([])
    const deleted = await (await t.send('GET', '/products?deleted=true')).json()
    expect(deleted.items).toMatchObject([{ id, deletedAt: expect.any(String) }])

    const second = await (await t.send('POST', '/products', mug)).json()
    const taken = await t.send('POST', `/products/${id}/restore`)
    expect(taken.status).toBe(409)
    await t.send('DELETE', `/products/${second.id}`)
    const restored = await t.send('POST', `/products/${id}/restore`)
    expect(restored.status).toBe(200)
    expect(await restored.json()).toMatchObject({ id, deletedAt: null })
    expect((await t.send('POST', `/products/${id}/restore`)).status).toBe(409)
    expect(await t.auditActions()).toEqual([
      'product.CREATE',
      'product.DELETE',
      'product.CREATE',
      'product.DELETE',
      'product.RESTORE',
    ])
  })

  it('refuses to delete a product with stock', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', mug)).json()
    await t.seed((tx) =>
      tx
        .updateTable('product')
        .set({ onHand: 5_000, reserved: 2_000 })
        .where('id', '=', id)
        .execute(),
    )

    const res = await t.send('DELETE', `/products/${id}`)

    expect(res.status).toBe(409)
    expect(await (await t.send('GET', `/products/${id}`)).json()).toMatchObject({
      onHand: 5,
      reserved: 2,
      available: 3,
      stockStatus: 'low',
    })
  })

  it('says which category and supplier are unknown, both at once', async () => {
    await using t = await open()

    const res = await t.send('POST', '/products', {
      ...mug,
      categoryId: 'cat_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      supplierId: 'sup_01JB2QK3V5X7Z9B1D3F5H7J9M1',
    })

    expect(res.status).toBe(422)
    expect((await res.json()).errors.map((issue: { path: string }) => issue.path)).toEqual([
      'categoryId',
      'supplierId',
    ])
    expect(await t.db.selectFrom('product').select('id').execute()).toEqual([])
  })
})

describe('product input', () => {
  it.each([
    ['no name', { sku: 'A' }, 'name'],
    ['a blank SKU', { ...mug, sku: '  ' }, 'sku'],
    ['a negative price', { ...mug, price: '-1' }, 'price'],
    ['five decimals', { ...mug, price: '1.00001' }, 'price'],
    ['a price with an exponent', { ...mug, price: '1e3' }, 'price'],
    ['a price beyond the largest', { ...mug, price: '900719925475' }, 'price'],
    ['a price that is text', { ...mug, price: 'cheap' }, 'price'],
    ['a fraction of a whole unit', { ...mug, reorderPoint: 1.5 }, 'reorderPoint'],
    ['an unknown field', { ...mug, colour: 'red' }, 'colour'],
    ['a NUL character', { ...mug, name: 'a\u0000b' }, 'name'],
    ['half a surrogate pair', { ...mug, name: 'a\ud800b' }, 'name'],
    ['an unknown currency', { ...mug, currency: 'XYZ' }, 'currency'],
    [
      'an id of another type',
      { ...mug, supplierId: 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1' },
      'supplierId',
    ],
    ['a number as name', { ...mug, name: 7 }, 'name'],
  ])('refuses %s and names the field', async (_, body, path) => {
    await using t = await testApp(app, { permissions: rights })

    const res = await t.send('POST', '/products', body)

    expect(res.status).toBe(422)
    expect(res.headers.get('content-type')).toBe('application/problem+json')
    const problem = await res.json()
    expect(problem.errors.map((issue: { path: string }) => issue.path)).toContain(path)
    expect(problem.requestId).toBe(res.headers.get('x-request-id'))
    expect(await t.db.selectFrom('product').select('id').execute()).toEqual([])
  })

  it('lists every problem at once', async () => {
    await using t = await testApp(app, { permissions: rights })

    const res = await t.send('POST', '/products', { price: -1, cost: 'x', extra: 1 })

    const paths = (await res.json()).errors.map((issue: { path: string }) => issue.path)
    expect(paths.toSorted()).toEqual(['cost', 'extra', 'name', 'price', 'sku'])
  })

  it('keeps emoji and right-to-left text as they are', async () => {
    await using t = await testApp(app, { permissions: rights })
    const name = 'كوب ☕️ 👩‍👩‍👧 שלום'

    const { id } = await (await t.send('POST', '/products', { sku: 'ع-1', name })).json()

    expect(await (await t.send('GET', `/products/${id}`)).json()).toMatchObject({
      sku: 'ع-1',
      name,
    })
  })
})
