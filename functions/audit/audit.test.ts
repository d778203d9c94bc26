import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['suppliers:write', 'suppliers:read', 'audit:read'] } as const
const acme = { name: 'Acme Trading', code: 'ACME', country: 'Germany', leadTimeDays: 45 }

/** The audit log as the API shows it, newest first. */
async function log(t: TestApp, query = '') {
  const res = await t.send('GET', `/audit${query}`)
  expect(res.status).toBe(200)
  return (await res.json()).items
}

async function createSupplier(t: TestApp, body: object = acme, headers = {}) {
  const res = await t.send('POST', '/suppliers', body, headers)
  expect(res.status).toBe(201)
  return res.json()
}

describe.each(databases)('the audit log on %s', (database) => {
  it('tells of a new record with the values it was given', async () => {
    await using t = await testApp(app, { ...rights, database })

    const supplier = await createSupplier(t)

    const [entry, ...others] = await log(t)
    expect(others).toEqual([])
    expect(entry).toEqual({
      id: expect.stringMatching(/^aud_[0-9A-Z]{26}$/),
      at: '2026-03-02T10:00:00.000Z',
      actor: { id: expect.stringMatching(/^usr_/), name: 'Test Owner (test)' },
      action: 'CREATE',
      entity: 'supplier',
      entityId: supplier.id,
      oldValues: null,
      newValues: { ...acme, id: supplier.id, active: true, createdAt: supplier.createdAt },
      requestId: expect.stringMatching(/^req_/),
      ip: '203.0.113.7',
    })
  })

  it('tells of a change with the old and new values of the fields that changed', async () => {
    await using t = await testApp(app, { ...rights, database })
    const supplier = await createSupplier(t)
    t.advance(60_000)

    const change = { name: 'Acme Trading GmbH', code: 'ACME', leadTimeDays: 30, notes: null }
    const res = await t.send('PATCH', `/suppliers/${supplier.id}`, change)

    expect(res.status).toBe(200)
    const [entry] = await log(t)
    expect(entry).toMatchObject({
      at: '2026-03-02T10:01:00.000Z',
      action: 'UPDATE',
      entity: 'supplier',
      entityId: supplier.id,
    })
    expect(entry.oldValues).toEqual({ name: 'Acme Trading', leadTimeDays: 45 })
    expect(entry.newValues).toEqual({ name: 'Acme Trading GmbH', leadTimeDays: 30 })
  })

  it('tells of a value that was taken away', async () => {
    await using t = await testApp(app, { ...rights, database })
    const supplier = await createSupplier(t)

    await t.send('PATCH', `/suppliers/${supplier.id}`, { country: null, active: false })

    const [entry] = await log(t)
    expect(entry.oldValues).toEqual({ country: 'Germany', active: true })
    expect(entry.newValues).toEqual({ country: null, active: false })
  })

  it('tells of a removed record with the values it last had', async () => {
    await using t = await testApp(app, { ...rights, database })
    const supplier = await createSupplier(t)

    expect((await t.send('DELETE', `/suppliers/${supplier.id}`)).status).toBe(204)

    const [entry] = await log(t)
    expect(entry).toMatchObject({ action: 'DELETE', entityId: supplier.id, newValues: null })
    expect(entry.oldValues).toMatchObject({ ...acme, id: supplier.id })
    expect(await t.db.selectFrom('supplier').select('id').execute()).toEqual([])
  })

  it('gives the record and its parts an entry each, in the order of the work', async () => {
    await using t = await testApp(app, { ...rights, database })

    await createSupplier(t, { ...acme, contacts: [{ name: 'Ann' }, { name: 'Ben' }] })

    expect(await t.auditActions()).toEqual(['supplier.CREATE', 'contact.CREATE', 'contact.CREATE'])
    const entries = await log(t, '?entity=contact')
    expect(entries.map((entry: { newValues: { name: string } }) => entry.newValues.name)).toEqual([
      'Ben',
      'Ann',
    ])
  })

  it('is silent when a request changes nothing', async () => {
    await using t = await testApp(app, { ...rights, database })
    const supplier = await createSupplier(t)

    const res = await t.send('PATCH', `/suppliers/${supplier.id}`, acme)

    expect(res.status).toBe(200)
    expect((await res.json()).version).toBe(1)
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
  })

  it('is silent when a request is refused', async () => {
    await using t = await testApp(app, { ...rights, database })
    const supplier = await createSupplier(t)

    const refused = [
      await t.send('POST', '/suppliers', acme),
      await t.send('PATCH', `/suppliers/${supplier.id}`, { name: 'Late', version: 7 }),
      await t.send('POST', '/suppliers', { name: '' }),
      await t.send('DELETE', '/suppliers/sup_01JB2QK3V5X7Z9B1D3F5H7J9M1'),
    ]

    expect(refused.map((res) => res.status)).toEqual([409, 409, 422, 404])
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
    expect(await t.db.selectFrom('supplier').select('name').execute()).toEqual([
      { name: acme.name },
    ])
  })

  it('has one entry for a request that is repeated with its Idempotency-Key', async () => {
    await using t = await testApp(app, { ...rights, database })
    const key = { 'idempotency-key': 'order-4711' }

    const first = await createSupplier(t, acme, key)
    const second = await createSupplier(t, acme, key)

    expect(second).toEqual(first)
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
  })
})

describe('who and whence', () => {
  it('names the request by the id that its answer carries, given by the caller or not', async () => {
    await using t = await testApp(app, rights)
    const requestIdOf = async (headers: Record<string, string>) => {
      const res = await t.send('POST', '/suppliers', { name: 'Acme' }, headers)
      return res.headers.get('x-request-id')
    }

    const made = await requestIdOf({})
    const given = await requestIdOf({ 'x-request-id': 'shop-window-42' })

    expect(given).toBe('shop-window-42')
    const entries = await log(t)
    expect(entries.map((entry: { requestId: string }) => entry.requestId)).toEqual([given, made])
  })

  it('names the address of the caller', async () => {
    await using t = await testApp(app, rights)

    await createSupplier(t, acme, { 'x-test-ip': '2001:db8::7' })

    expect((await log(t))[0].ip).toBe('2001:db8::7')
  })

  it('names the person behind an API token, and the token', async () => {
    await using t = await testApp(app, rights)
    const token = await t.tokenFor(['suppliers:write'])
    const holder = await t.db
      .selectFrom('apiToken')
      .select('userId')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()

    await createSupplier(t)
    await createSupplier(t, { name: 'By token' }, { authorization: `Bearer ${token}` })

    const [byToken, bySelf] = await log(t)
    expect(byToken.actor).toEqual({ id: holder.userId, name: 'Test Owner (test)' })
    expect(bySelf.actor.id).not.toBe(holder.userId)
  })

  it('finds an entry by the time at which it was written', async () => {
    await using t = await testApp(app, rights)
    await createSupplier(t, { name: 'Morning' })
    t.advance(3_600_000)
    await createSupplier(t, { name: 'Later' })

    const later = await log(t, '?from=2026-03-02T11:00:00Z&to=2026-03-02T11:00:00Z')
    const morning = await log(t, '?to=2026-03-02T10:59:59Z&entity=supplier')

    expect(later).toMatchObject([{ newValues: { name: 'Later' } }])
    expect(morning).toMatchObject([{ newValues: { name: 'Morning' } }])
  })

  it('keeps the name that the person had then', async () => {
    await using t = await testApp(app, rights)
    await createSupplier(t)

    await t.seed((tx) => tx.updateTable('appUser').set({ name: 'Renamed' }).execute())

    expect((await log(t))[0].actor.name).toBe('Test Owner (test)')
  })
})

describe('reading the audit log', () => {
  it.each(['/audit', '/audit/verify'])('%s needs a sign-in and audit:read', async (path) => {
    await using t = await testApp(app, { permissions: ['suppliers:write', 'suppliers:read'] })

    expect((await t.send('GET', path)).status).toBe(403)
    t.token = undefined
    expect((await t.send('GET', path)).status).toBe(401)
  })

  it('leaves no entry of its own', async () => {
    await using t = await testApp(app, rights)

    await log(t)
    await t.send('GET', '/audit/verify')

    expect(await t.auditActions()).toEqual([])
  })
})
