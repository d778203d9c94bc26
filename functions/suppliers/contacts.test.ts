import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addSupplier } from '#shared/testing/goods.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['suppliers:write', 'suppliers:read'] } as const
const nobody = { role: null, email: null, phone: null }

describe.each(databases)('contacts of a supplier on %s', (database) => {
  it('are added, read, changed once for each version, and removed', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id: supplierId } = await addSupplier(t)
    const path = `/suppliers/${supplierId}/contacts`

    const added = await t.send('POST', path, { name: 'Ann' })
    const contact = await added.json()
    const changed = await t.send('PATCH', `${path}/${contact.id}`, { phone: '1', version: 1 })
    const stale = await t.send('PATCH', `${path}/${contact.id}`, { phone: '2', version: 1 })

    expect(added.status).toBe(201)
    expect(added.headers.get('location')).toBe(`/api${path}/${contact.id}`)
    expect(contact).toEqual({ id: contact.id, supplierId, name: 'Ann', ...nobody, version: 1 })
    const after = { ...contact, phone: '1', version: 2 }
    expect(await changed.json()).toEqual(after)
    expect(stale.status).toBe(409)
    expect(await (await t.send('GET', `${path}/${contact.id}`)).json()).toEqual(after)
    expect(await (await t.send('GET', path)).json()).toEqual({ items: [after], nextCursor: null })
    const supplier = await (await t.send('GET', `/suppliers/${supplierId}`)).json()
    expect(supplier.contacts).toEqual([after])

    expect((await t.send('DELETE', `${path}/${contact.id}`)).status).toBe(204)
    expect((await t.send('GET', `${path}/${contact.id}`)).status).toBe(404)
    const actions = ['supplier.CREATE', 'contact.CREATE', 'contact.UPDATE', 'contact.DELETE']
    expect(await t.auditActions()).toEqual(actions)
  })

  it('are not found under another supplier', async () => {
    await using t = await testApp(app, { ...rights, database })
    const [first, second] = [await addSupplier(t), await addSupplier(t)]
    const added = await t.send('POST', `/suppliers/${first.id}/contacts`, { name: 'Ann' })
    const path = `/suppliers/${second.id}/contacts/${(await added.json()).id}`

    const statuses = []
    for (const [method, body] of [['GET'], ['PATCH', { name: 'Bo' }], ['DELETE']] as const) {
      statuses.push((await t.send(method, path, body)).status)
    }

    expect(statuses).toEqual([404, 404, 404])
  })
})

describe('a text that a form leaves empty', () => {
  it('is none, of a supplier and of a contact', async () => {
    await using t = await testApp(app, rights)
    const empty = {
      code: '',
      email: '',
      phone: ' ',
      address: '',
      country: '',
      terms: '',
      notes: '',
    }
    const contact = { name: 'Ann', role: '', email: ' ', phone: '' }

    const res = await t.send('POST', '/suppliers', { name: 'Acme', ...empty, contacts: [contact] })

    expect(res.status).toBe(201)
    const none = Object.fromEntries(Object.keys(empty).map((field) => [field, null]))
    expect(await res.json()).toMatchObject({ ...none, contacts: [{ name: 'Ann', ...nobody }] })
  })
})
