import { hc } from 'hono/client'
import { describe, expect, it } from 'vitest'
import { app, type AppType } from '#functions/app.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe('the typed client', () => {
  it('sends and reads what the contract says', async () => {
    await using t = await testApp(app, { permissions: ['products:read', 'products:write'] })
    const api = hc<AppType>('http://localhost/api', {
      headers: { authorization: `Bearer ${t.token ?? ''}` },
      fetch: (input: RequestInfo | URL, init?: RequestInit) => t.root.request(input, init),
    })

    const created = await api.products.$post({ json: { sku: 'A-1', name: 'Mug', price: '12.5' } })
    if (created.status !== 201) throw new Error(`answered ${created.status}`)
    const { id, price } = await created.json()
    const taken = await api.products.$post({ json: { sku: 'a-1', name: 'Mug' } })
    const listed = await api.products.$get({ query: { q: 'mug', limit: '10' } })

    expect(price satisfies string).toBe('12.5')
    expect(taken.status).toBe(409)
    if (taken.status === 409) expect((await taken.json()).detail).toBe('sku a-1 is taken')
    expect((await listed.json()).items.map((item) => item.id satisfies string)).toEqual([id])
    const rows = await t.db.selectFrom('product').select('id').execute()
    expect(rows).toEqual([{ id }])
  })
})
