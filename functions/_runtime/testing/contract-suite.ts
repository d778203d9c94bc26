import { generate } from 'otplib/functional'
import { expect, it } from 'vitest'
import {
  createClient,
  InsufficientStock,
  InvalidInput,
  items,
  once,
  signIn,
  StaleVersion,
  take,
} from '#client/index.ts'
import { mara } from '#shared/testing/people.ts'
import { orderContract } from './order-contract.ts'
import { refusal, type Shop } from './shop.ts'

/**
 * What the API promises, asked over HTTP, so that it can be asked of every runtime. The tests follow
 * each other in one shop.
 */
export function contract(shop: Shop): void {
  const credentials = { email: mara.email, password: mara.password }
  const anonymous = () => createClient({ url: shop.cell.url, retries: 0 })
  const ask = (path: string, init?: RequestInit) => fetch(`${shop.cell.url}/api${path}`, init)

  it('says that it lives and that its database is ready, with the headers of every answer', async () => {
    expect(await (await ask('/health')).json()).toEqual({ status: 'ok' })
    const ready = await ask('/health/ready', { headers: { 'x-request-id': 'contract-1' } })
    expect(await ready.json()).toEqual({ status: 'ready', migration: expect.any(String) })
    expect(ready.headers.get('x-request-id')).toBe('contract-1')
    expect(ready.headers.get('content-security-policy')).toContain("default-src 'none'")
    const document = await (await ask('/openapi.json')).json()
    expect(document).toMatchObject({ openapi: '3.1.0' })
  })

  it('takes its first owner once, and gives a browser two cookies', async () => {
    expect(await take(anonymous().auth.setup.$get())).toMatchObject({ needed: true })
    const first = await take(anonymous().auth.setup.$post({ json: mara }))
    expect(first.user).toMatchObject({ email: mara.email, role: 'owner' })
    const again = await refusal(take(anonymous().auth.setup.$post({ json: mara })))
    expect(again.status).toBe(409)
    const login = await ask('/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...credentials, session: 'cookie' }),
    })
    const cookies = login.headers.getSetCookie().map((cookie) => cookie.split('=')[0])
    expect(cookies).toEqual(['stockroom_access', 'stockroom_refresh'])
    const [cookie = ''] = login.headers.getSetCookie().map((text) => text.split(';')[0] ?? '')
    expect((await ask('/auth/me', { headers: { cookie } })).status).toBe(200)
  })

  it('signs in with a second factor', async () => {
    const { url } = shop.cell
    const first = await signIn({ url }, credentials)
    const one = createClient({ url, auth: first })
    const { secret, qrCode } = await take(one.auth.mfa.setup.$post())
    expect(qrCode).toMatch(/^data:image\/svg/)
    await take(one.auth.mfa.verify.$post({ json: { code: await codeOf(secret, 0) } }))
    // No code works twice, and that of the next half minute does already.
    const code = () => codeOf(secret, 30)
    // Whoever believes this is to be told by the audit log.
    const headers = { 'x-forwarded-for': '198.51.100.7' }
    const auth = await signIn({ url }, { ...credentials, code })
    shop.api = createClient({ url, auth, headers })
    expect((await take(shop.api.auth.me.$get())).user).toMatchObject({ mfaEnabled: true })
  })

  it('tells problems by RFC 9457, all that is wrong at once', async () => {
    const nobody = await ask('/products')
    expect(nobody.status).toBe(401)
    expect(nobody.headers.get('content-type')).toContain('application/problem+json')
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer')
    const wrong = await refusal(
      take(shop.api.products.$post({ json: { sku: '', name: '', price: '-1' } })),
    )
    expect(wrong).toBeInstanceOf(InvalidInput)
    expect([...wrong.fields.keys()].toSorted()).toEqual(['name', 'price', 'sku'])
    expect((await ask('/nowhere')).status).toBe(404)
    const broken = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }
    expect((await ask('/auth/login', broken)).status).toBe(shop.cell.statusOfBrokenJson ?? 422)
  })

  it('keeps products, by version and by page', async () => {
    const { api } = shop
    for (const sku of ['A-1', 'A-2', 'A-3', 'A-4', 'Ä-5']) {
      await take(api.products.$post({ json: { sku, name: `Mug ${sku}`, price: '12.5' } }))
    }
    const found: string[] = []
    for await (const { sku } of items(api.products.$get, { query: { limit: 2, q: 'mug' } })) {
      found.push(sku)
    }
    expect(found.toSorted()).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'Ä-5'])
    const [first] = (await take(api.products.$get({ query: { q: 'A-1' } }))).items
    const param = { id: first?.id ?? '' }
    const json = { name: 'Cup', version: first?.version ?? 0 }
    expect(await take(api.products[':id'].$patch({ param, json }))).toMatchObject({ name: 'Cup' })
    const stale = await refusal(take(api.products[':id'].$patch({ param, json })))
    expect(stale).toBeInstanceOf(StaleVersion)
  })

  it('imports a file and exports it again', async () => {
    const form = new FormData()
    form.set('file', new Blob(['sku,name,price\nB-1,Bowl,3.20\nB-2,Bottle,4\n']), 'products.csv')
    const imported = await take(shop.api.products.import.$post({ body: form as never }))
    expect(imported).toMatchObject({ created: 2 })
    const exported = await take(shop.api.products.export.$get())
    expect(await exported.text()).toContain('B-2,')
  })

  orderContract(shop)

  it('does a repeated request once', async () => {
    const [{ id: productId } = { id: '' }] = (
      await take(shop.api.products.$get({ query: { q: 'A-2' } }))
    ).items
    const json = { productId, change: 5, reason: 'found' }
    const options = once('contract-key-1')
    const first = await take(shop.api.inventory.adjust.$post({ json }, options))
    const second = await take(shop.api.inventory.adjust.$post({ json }, options))
    expect(second).toEqual(first)
    const other = { ...json, change: 6 }
    const misused = await refusal(take(shop.api.inventory.adjust.$post({ json: other }, options)))
    expect(misused.status).toBe(422)
  })

  it('sells the last unit once, whoever asks at the same moment', async () => {
    const product = { sku: 'LAST', name: 'The last one' }
    const { id: productId } = await take(shop.api.products.$post({ json: product }))
    const change = { productId, change: 1, reason: 'one' }
    await take(shop.api.inventory.adjust.$post({ json: change }))
    const sales = await Promise.all(
      Array.from({ length: 8 }, () =>
        shop.api.inventory.sale.$post({ json: { productId, quantity: 1 } }),
      ),
    )
    const statuses = sales.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([201, 400, 400, 400, 400, 400, 400, 400])
    const short = await refusal(
      take(shop.api.inventory.sale.$post({ json: { productId, quantity: 1 } })),
    )
    expect(short).toBeInstanceOf(InsufficientStock)
  })

  it('streams events, which say where they begin', async () => {
    const res = await shop.api.events.$get({ query: { lastEventId: 0 } as never })
    expect(res.headers.get('content-type')).toContain('text/event-stream')
    const reader = res.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    expect(new TextDecoder().decode(value)).toMatch(/^retry: \d+\nid: \d+\n/)
    await reader?.cancel()
  })

  it('seals what was audited, with addresses, and proves stock and seals', async () => {
    await shop.cell.tick?.()
    expect(await take(shop.api.inventory.verify.$get())).toMatchObject({ ok: true })
    expect(await take(shop.api.audit.verify.$get())).toMatchObject({ ok: true })
    const { items: entries } = await take(shop.api.audit.$get({ query: { limit: 100 } }))
    const told = new Set(entries.map(({ entity, action }) => `${entity}.${action}`))
    for (const entry of ['product.CREATE', 'order.CREATE', 'stock.RECEIPT', 'stock.SALE']) {
      expect(told).toContain(entry)
    }
    expect(entries.find(({ action }) => action === 'SALE')?.ip).toBe(shop.cell.address)
  })
}

function codeOf(secret: string, offsetSeconds: number): Promise<string> {
  return generate({ secret, epoch: Math.floor(Date.now() / 1000) + offsetSeconds })
}
