import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { testApp } from '#shared/testing/test-app.ts'

const acme = { name: 'Acme Trading', code: 'ACME', country: 'Germany', leadTimeDays: 45 }
const rights = { permissions: ['suppliers:write', 'suppliers:read'] } as const

describe('suppliers', () => {
  it('stores a supplier and leaves one audit entry', async () => {
    await using t = await testApp(app, rights)

    const res = await t.send('POST', '/suppliers', acme)

    expect(res.status).toBe(201)
    const supplier = await res.json()
    expect(supplier).toMatchObject({ ...acme, active: true, version: 1, contacts: [] })
    expect(res.headers.get('location')).toBe(`/api/suppliers/${supplier.id}`)
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
  })
})
