import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const ann = { name: 'Ann Lee', role: 'sales', email: 'ann@acme.example', phone: '+49 30 1' }
const rights = { permissions: ['suppliers:read', 'suppliers:write'] } as const
const unknownId = 'con_01JB2QK3V5X7Z9B1D3F5H7J9M1'
const unknownSupplier = 'sup_01JB2QK3V5X7Z9B1D3F5H7J9M1'

async function post(t: TestApp, path: string, body: object): Promise<{ id: string }> {
  const res = await t.send('POST', path, body)
  expect(res.status).toBe(201)
  return res.json()
}

const stored = (t: TestApp) =>
  t.db.selectFrom('supplierContact').select(['name', 'phone', 'version']).orderBy('id').execute()

describe.each(databases)('contacts of a supplier on %s', (database) => {
  it('are created, read, changed, listed and removed, each change in the audit log', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id: supplierId } = await post(t, '/suppliers', { name: 'Acme' })
    const all = `/suppliers/${supplierId}/contacts`

    const res = await t.send('POST', all, ann)
    expect(res.status).toBe(201)
    const contact = await res.json()
    expect(contact).toEqual({
      ...ann,
      id: expect.stringMatching(/^con_/),
      supplierId,
      version: 1,
    })
    const one = `${all}/${contact.id}`
    expect(res.headers.get('location')).toBe(`/api${one}`)

    const changed = await t.send('PATCH', one, { phone: null, version: 1 })
    expect(changed.status).toBe(200)
    expect(await changed.json()).toEqual({ ...contact, phone: null, version: 2 })
    expect(await (await t.send('GET', one)).json()).toEqual({ ...contact, phone: null, version: 2 })
    const supplier = await (await t.send('GET', `/suppliers/${supplierId}`)).json()
    expect(supplier).toMatchObject({ version: 1, contacts: [{ id: contact.id, version: 2 }] })

    expect((await t.send('DELETE', one)).status).toBe(204)
    expect((await t.send('GET', one)).status).toBe(404)
    expect(await stored(t)).toEqual([])
    expect(await t.auditActions()).toEqual([
      'supplier.CREATE',
      'contact.CREATE',
      'contact.UPDATE',
      'contact.DELETE',
    ])
  })

  it('are listed in the order in which they came, page by page, without those of others', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await post(t, '/suppliers', { name: 'Acme' })
    const other = await post(t, '/suppliers', { name: 'Rival' })
    for (const name of ['Zoe', 'Ann', 'Max']) await post(t, `/suppliers/${id}/contacts`, { name })
    await post(t, `/suppliers/${other.id}/contacts`, { name: 'Eve' })

    const first = await (await t.send('GET', `/suppliers/${id}/contacts?limit=2`)).json()
    const path = `/suppliers/${id}/contacts?limit=2&cursor=${first.nextCursor}`
    const second = await (await t.send('GET', path)).json()

    const items: { name: string }[] = [...first.items, ...second.items]
    expect(items.map(({ name }) => name)).toEqual(['Zoe', 'Ann', 'Max'])
    expect(second.nextCursor).toBeNull()
  })

  it('are 50 at most, however many are added at the same moment', async () => {
    await using t = await testApp(app, { ...rights, database })
    const contacts = Array.from({ length: 48 }, (_, n) => ({ name: `Contact ${n}` }))
    const { id } = await post(t, '/suppliers', { name: 'Acme', contacts })

    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => t.send('POST', `/suppliers/${id}/contacts`, ann)),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(await refused?.json()).toMatchObject({
      detail: 'the supplier has 50 contacts already: remove one first',
      contacts: 50,
    })
    expect(await stored(t)).toHaveLength(50)
  })

  it('are not reached through another supplier', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await post(t, '/suppliers', { name: 'Acme' })
    const other = await post(t, '/suppliers', { name: 'Rival' })
    const contact = await post(t, `/suppliers/${id}/contacts`, ann)
    const path = `/suppliers/${other.id}/contacts/${contact.id}`

    for (const [method, body] of [['GET'], ['PATCH', { name: 'Eve' }], ['DELETE']] as const) {
      expect((await t.send(method, path, body)).status).toBe(404)
    }
    expect(await stored(t)).toEqual([{ name: 'Ann Lee', phone: '+49 30 1', version: 1 }])
  })

  it('refuse a change of a version that is not the newest', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await post(t, '/suppliers', { name: 'Acme' })
    const contact = await post(t, `/suppliers/${id}/contacts`, ann)
    const path = `/suppliers/${id}/contacts/${contact.id}`
    await t.send('PATCH', path, { phone: '1' }, { 'if-match': '"1"' })

    const stale = await t.send('PATCH', path, { phone: '2', version: 1 })

    expect(stale.status).toBe(409)
    expect(await stale.json()).toMatchObject({
      type: '/problems/stale-version',
      expectedVersion: 1,
    })
    expect(await stored(t)).toMatchObject([{ phone: '1', version: 2 }])
  })
})

describe('contacts of a supplier', () => {
  it.each([
    ['no name', {}, 'name'],
    ['an e-mail address that is none', { name: 'Ann', email: 'ann' }, 'email'],
    ['a role of 101 characters', { name: 'Ann', role: 'x'.repeat(101) }, 'role'],
    ['a field that does not exist', { name: 'Ann', title: 'Dr' }, 'title'],
  ])('refuse %s and store nothing', async (_, body, path) => {
    await using t = await testApp(app, rights)
    const { id } = await post(t, '/suppliers', { name: 'Acme' })

    const res = await t.send('POST', `/suppliers/${id}/contacts`, body)

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path }])
    expect(await stored(t)).toEqual([])
  })

  it('of a supplier that does not exist, or that do not exist, are 404', async () => {
    await using t = await testApp(app, rights)
    const { id } = await post(t, '/suppliers', { name: 'Acme' })

    for (const [method, path, body] of [
      ['GET', `/suppliers/${unknownSupplier}/contacts`],
      ['POST', `/suppliers/${unknownSupplier}/contacts`, ann],
      ['GET', `/suppliers/${id}/contacts/${unknownId}`],
      ['PATCH', `/suppliers/${id}/contacts/${unknownId}`, { name: 'Eve' }],
      ['DELETE', `/suppliers/${id}/contacts/${unknownId}`],
    ] as const) {
      expect((await t.send(method, path, body)).status).toBe(404)
    }
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
  })
})
