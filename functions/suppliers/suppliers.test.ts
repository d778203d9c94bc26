import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const acme = {
  name: 'Acme Trading',
  code: 'ACME',
  email: 'sales@acme.example',
  phone: '+49 30 123456',
  address: '1 Harbour Street\n20457 Hamburg',
  country: 'Germany',
  currency: 'EUR',
  leadTimeDays: 45,
  terms: '30/70 before shipment',
  notes: 'closed in August',
}
const ann = { name: 'Ann Lee', role: 'sales', email: 'ann@acme.example', phone: '+49 30 123457' }
const rights = {
  permissions: [
    'suppliers:read',
    'suppliers:write',
    'products:read',
    'products:write',
    'orders:read',
    'orders:write',
    'payments:read',
    'payments:write',
  ],
} as const

async function create(t: TestApp, body: object): Promise<{ id: string; version: number }> {
  const res = await t.send('POST', '/suppliers', body)
  expect(res.status).toBe(201)
  return res.json()
}

const stored = (t: TestApp) =>
  t.db.selectFrom('supplier').select(['name', 'code', 'version']).orderBy('id').execute()

/** The values of the newest audit entry of an action. */
async function audited(t: TestApp, action: string) {
  const entry = await t.db
    .selectFrom('auditEntry')
    .select(['entity', 'oldValues', 'newValues'])
    .where('action', '=', action)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const parse = (text: string | null) => (text === null ? null : JSON.parse(text))
  return { ...entry, oldValues: parse(entry.oldValues), newValues: parse(entry.newValues) }
}

describe.each(databases)('suppliers on %s', (database) => {
  it('are stored with all that is known of them and their contacts', async () => {
    await using t = await testApp(app, { ...rights, database })

    const res = await t.send('POST', '/suppliers', { ...acme, contacts: [ann] })

    expect(res.status).toBe(201)
    const supplier = await res.json()
    expect(supplier).toEqual({
      ...acme,
      id: expect.stringMatching(/^sup_/),
      active: true,
      contacts: [
        { ...ann, id: expect.stringMatching(/^con_/), supplierId: supplier.id, version: 1 },
      ],
      version: 1,
      createdAt: '2026-03-02T10:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
    })
    expect(res.headers.get('location')).toBe(`/api/suppliers/${supplier.id}`)
    expect(res.headers.get('etag')).toBe('"1"')
    expect(await (await t.send('GET', `/suppliers/${supplier.id}`)).json()).toEqual(supplier)
    expect(await t.auditActions()).toEqual(['supplier.CREATE', 'contact.CREATE'])
  })

  it('need a name and nothing else', async () => {
    await using t = await testApp(app, { ...rights, database })

    const res = await t.send('POST', '/suppliers', { name: '  Nordlicht  ' })

    expect(res.status).toBe(201)
    expect(await res.json()).toMatchObject({
      name: 'Nordlicht',
      code: null,
      email: null,
      currency: null,
      leadTimeDays: null,
      terms: null,
      active: true,
      contacts: [],
    })
  })

  it('are changed field by field, with the old and new values in the audit log', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await create(t, acme)
    t.advance(60_000)

    const res = await t.send('PATCH', `/suppliers/${id}`, {
      leadTimeDays: 60,
      notes: null,
      active: false,
      version: 1,
    })

    expect(res.status).toBe(200)
    expect(res.headers.get('etag')).toBe('"2"')
    expect(await res.json()).toMatchObject({
      ...acme,
      leadTimeDays: 60,
      notes: null,
      active: false,
      version: 2,
      createdAt: '2026-03-02T10:00:00.000Z',
      updatedAt: '2026-03-02T10:01:00.000Z',
    })
    expect(await audited(t, 'UPDATE')).toEqual({
      entity: 'supplier',
      oldValues: { leadTimeDays: 45, notes: 'closed in August', active: true },
      newValues: { leadTimeDays: 60, notes: null, active: false },
    })
  })

  it('are not changed by what they are already', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await create(t, acme)

    const res = await t.send('PATCH', `/suppliers/${id}`, { ...acme, active: true })

    expect(await res.json()).toMatchObject({ ...acme, version: 1 })
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
  })

  it('refuse a change of a version that is not the newest, in the body or in If-Match', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await create(t, acme)
    await t.send('PATCH', `/suppliers/${id}`, { notes: 'first', version: 1 })

    const inBody = await t.send('PATCH', `/suppliers/${id}`, { notes: 'second', version: 1 })
    const inHeader = await t.send(
      'PATCH',
      `/suppliers/${id}`,
      { notes: 'second' },
      { 'if-match': '"1"' },
    )

    for (const res of [inBody, inHeader]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({
        type: '/problems/stale-version',
        expectedVersion: 1,
      })
    }
    const now = await (await t.send('GET', `/suppliers/${id}`)).json()
    expect(now).toMatchObject({ notes: 'first', version: 2 })
  })

  it('have codes of their own, whatever the letter case', async () => {
    await using t = await testApp(app, { ...rights, database })
    await create(t, acme)
    const { id } = await create(t, { name: 'Rival', code: 'RIVAL' })

    for (const res of [
      await t.send('POST', '/suppliers', { name: 'Another', code: 'acme', contacts: [ann] }),
      await t.send('PATCH', `/suppliers/${id}`, { code: 'Acme' }),
    ]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({
        type: '/problems/conflict',
        detail: expect.stringMatching(/the supplier code acme is taken/i),
      })
    }
    const recased = await t.send('PATCH', `/suppliers/${id}`, { code: 'rival' })
    expect(await recased.json()).toMatchObject({ code: 'rival', version: 2 })
    expect(await stored(t)).toEqual([
      { name: 'Acme Trading', code: 'ACME', version: 1 },
      { name: 'Rival', code: 'rival', version: 2 },
    ])
    expect(await t.db.selectFrom('supplierContact').select('id').execute()).toEqual([])
  })

  it('may share a name, and the lack of a code', async () => {
    await using t = await testApp(app, { ...rights, database })
    await create(t, { name: 'Acme' })
    await create(t, { name: 'Acme', code: '' })

    expect(await stored(t)).toMatchObject([
      { name: 'Acme', code: null },
      { name: 'Acme', code: null },
    ])
  })

  it('are removed together with their contacts', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await create(t, { ...acme, contacts: [ann] })

    expect((await t.send('DELETE', `/suppliers/${id}`)).status).toBe(204)

    expect((await t.send('GET', `/suppliers/${id}`)).status).toBe(404)
    expect(await stored(t)).toEqual([])
    expect(await t.db.selectFrom('supplierContact').select('id').execute()).toEqual([])
    const { oldValues, newValues } = await audited(t, 'DELETE')
    expect(oldValues).toMatchObject(acme)
    expect(newValues).toBeNull()
    const removals = (await t.auditActions()).filter((action) => action.endsWith('.DELETE'))
    expect(removals).toEqual(['contact.DELETE', 'supplier.DELETE'])
    expect((await t.send('DELETE', `/suppliers/${id}`)).status).toBe(404)
  })

  it('stay while products, orders or payments name them', async () => {
    await using t = await testApp(app, { ...rights, database })
    const [products, orders, payments] = [
      await create(t, { name: 'Of a product' }),
      await create(t, { name: 'Of an order' }),
      await create(t, { name: 'Of a payment' }),
    ]
    const bought = { sku: 'MUG', name: 'Mug', supplierId: products.id }
    const product = await (await t.send('POST', '/products', bought)).json()
    const line = { productId: product.id, quantity: 1, unitCost: '2' }
    const order = { supplierId: orders.id, lines: [line] }
    expect((await t.send('POST', '/orders', order)).status).toBe(201)
    const fee = { supplierId: payments.id, type: 'fee', amount: '5', currency: 'EUR' }
    expect((await t.send('POST', '/payments', fee)).status).toBe(201)

    for (const [supplier, told] of [
      [products, { products: 1 }],
      [orders, { orders: 1, payments: 0 }],
      [payments, { orders: 0, payments: 1 }],
    ] as const) {
      const res = await t.send('DELETE', `/suppliers/${supplier.id}`)
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({
        type: '/problems/conflict',
        detail: expect.stringContaining('inactive'),
        ...told,
      })
    }
    expect(await stored(t)).toHaveLength(3)
  })
})
