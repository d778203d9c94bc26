import { describe, expect, it, vi } from 'vitest'
import { app } from '../../../functions/app.ts'
import { permissions } from '../../../shared/domain/permissions.ts'
import { answerOf, clientOf } from '../../../shared/testing/client.ts'
import { setUpMara } from '../../../shared/testing/people.ts'
import { testApp } from '../../../shared/testing/test-app.ts'
import {
  Conflict,
  createClient,
  Forbidden,
  InsufficientStock,
  InvalidInput,
  items,
  NotFound,
  once,
  pages,
  StaleVersion,
  take,
  Unauthenticated,
} from './index.ts'

const everything = { permissions }

describe('an endpoint of the client', () => {
  it('sends what it is given and gives the answer, typed by its status', async () => {
    await using t = await testApp(app, everything)
    const shop = clientOf(t)

    const created = await shop.products.$post({ json: { sku: 'A-1', name: 'Mug', price: '12.5' } })
    const taken = await shop.products.$post({ json: { sku: 'a-1', name: 'Mug' } })

    if (created.status !== 201) throw new Error(`answered ${created.status}`)
    const { id, price } = await created.json()
    expect(price satisfies string).toBe('12.5')
    expect(created.headers.get('location')).toBe(`/api/products/${id}`)
    if (taken.status !== 409) throw new Error(`answered ${taken.status}`)
    expect((await taken.json()).detail satisfies string).toBe('sku a-1 is taken')
    const rows = await t.db.selectFrom('product').select('id').execute()
    expect(rows).toEqual([{ id }])
  })

  it('puts parameters into the address, whatever is in them', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const asked: string[] = []
    const shop = createClient({
      auth: session.accessToken,
      fetch: (url, init) => {
        asked.push(`${init.method ?? ''} ${url}`)
        return answerOf(t, url, init)
      },
    })

    const { value } = await take(
      shop.auth.preferences[':name'].$put({ param: { name: 'columns' }, json: { value: [1] } }),
    )
    await shop.products[':id'].$get({ param: { id: 'a/b?c' } })
    const query = { q: 'ä & b', limit: 5, deleted: true, sku: undefined }
    const { items: found } = await take(shop.products.$get({ query }))

    expect(value).toEqual([1])
    expect(found).toEqual([])
    expect(asked).toEqual([
      'PUT /api/auth/preferences/columns',
      'GET /api/products/a%2Fb%3Fc',
      'GET /api/products?q=%C3%A4+%26+b&limit=5&deleted=true',
    ])
  })

  it('takes and gives files', async () => {
    await using t = await testApp(app, everything)
    const shop = clientOf(t)

    const body = 'sku,name\nA-1,Mug\nA-2,Cup\n'
    const report = await take(shop.products.import.$post({ query: { dryRun: false }, body }))
    const file = await take(shop.products.export.$get())

    expect(report).toMatchObject({ created: 2, problems: [] })
    expect(file.headers.get('content-disposition')).toContain('products-2026-03-02.csv')
    expect((await file.text()).split('\r\n')).toHaveLength(4)
  })

  it('gives nothing where the answer has no body', async () => {
    await using t = await testApp(app, everything)
    const shop = clientOf(t)
    const { id } = await take(shop.locations.$post({ json: { name: 'Loft' } }))
    expect(await take(shop.locations[':id'].$delete({ param: { id } }))).toBeUndefined()
    expect(await t.auditActions()).toEqual(['location.CREATE', 'location.DELETE'])
  })

  it.each(['', '.', '..'])('is not led astray by the id "%s"', async (id) => {
    const asked: string[] = []
    const shop = createClient({ fetch: (url) => (asked.push(url), new Response()) })
    const request = shop.suppliers[':id'].contacts.$get({ param: { id } })
    await expect(request).rejects.toThrow(`param id must not be "${id}"`)
    expect(asked).toEqual([])
  })

  it('is called by its method', async () => {
    const asked: string[] = []
    const shop = createClient({ fetch: (url) => (asked.push(url), new Response()) })
    const path = shop.products as unknown as () => Promise<Response>
    await expect(path()).rejects.toThrow('products lacks its $method')
    expect(asked).toEqual([])
  })

  it('can be returned from a promise, because it is none', async () => {
    const asked: string[] = []
    const shop = createClient({ fetch: (url) => (asked.push(url), new Response()) })
    expect(typeof (await Promise.resolve(shop.products))).toBe('function')
    expect(asked).toEqual([])
  })
})

describe('a refusal', () => {
  it('is an object of its class, which says what helps', async () => {
    await using t = await testApp(app, everything)
    const shop = clientOf(t)
    const sku = 'MUG-01'
    const { id, version } = await take(shop.products.$post({ json: { sku, name: 'Mug' } }))
    const param = { id }

    const oversold = await refusalOf(
      take(shop.inventory.sale.$post({ json: { sku, quantity: 5 } })),
    )
    expect(oversold).toBeInstanceOf(InsufficientStock)
    expect(oversold).toMatchObject({
      name: 'InsufficientStock',
      status: 400,
      code: 'insufficient-stock',
      lines: [{ productId: id, sku, requested: 5, available: 0 }],
    })

    await take(shop.products[':id'].$patch({ param, json: { name: 'Cup', version } }))
    const stale = await refusalOf(
      take(shop.products[':id'].$patch({ param, json: { name: 'Pot', version } })),
    )
    expect(stale).toBeInstanceOf(StaleVersion)
    expect(stale).toMatchObject({ status: 409, currentVersion: version + 1 })

    const json = { sku: '', name: 'Mug', price: '-1' }
    const invalid = await refusalOf(take(shop.products.$post({ json })))
    if (!(invalid instanceof InvalidInput)) throw new Error('is of another class')
    expect([...invalid.fields]).toEqual([
      ['sku', 'must not be empty'],
      ['price', 'must not be negative'],
    ])
    expect(invalid.problem.requestId).toMatch(/^req_/)

    const taken = take(shop.products.$post({ json: { sku, name: 'Mug' } }))
    expect(await refusalOf(taken)).toBeInstanceOf(Conflict)
    const unknown = take(shop.orders[':id'].$get({ param: { id: id.replace('prd', 'ord') } }))
    expect(await refusalOf(unknown)).toBeInstanceOf(NotFound)
    expect(await t.auditActions()).toEqual(['product.CREATE', 'product.UPDATE'])
  })

  it('says whether a sign-in is missing or a right', async () => {
    await using t = await testApp(app)
    const unsigned = clientOf(t)
    const limited = clientOf(t, { auth: await t.tokenFor(['products:read']) })
    expect(await refusalOf(take(unsigned.products.$get()))).toBeInstanceOf(Unauthenticated)
    const write = take(limited.products.$post({ json: { sku: 'A', name: 'A' } }))
    expect(await refusalOf(write)).toBeInstanceOf(Forbidden)
    expect(await take(limited.products.$get())).toEqual({ items: [], nextCursor: null })
  })
})

describe('lists', () => {
  it('are walked to their end, item by item or page by page', async () => {
    await using t = await testApp(app, everything)
    const shop = clientOf(t)
    const rows = Array.from({ length: 230 }, (_, n) => `SKU-${String(n).padStart(3, '0')},Item`)
    await take(shop.products.import.$post({ query: {}, body: `sku,name\n${rows.join('\n')}` }))

    const skus: string[] = []
    for await (const product of items(shop.products.$get, { query: { sort: 'sku' } })) {
      skus.push(product.sku)
    }
    const sizes: number[] = []
    for await (const page of pages(shop.products.$get)) sizes.push(page.items.length)
    const [first] = await all(pages(shop.products.$get, { query: { limit: 7 } }))

    expect(skus).toEqual(rows.map((row) => row.split(',')[0]))
    expect(sizes).toEqual([100, 100, 30])
    expect(first?.items).toHaveLength(7)
  })

  it('ask for no page that nobody wants, and end with a refusal', async () => {
    await using t = await testApp(app, everything)
    const asked: string[] = []
    const shop = createClient({
      fetch: (url, init) => (asked.push(url), answerOf(t, url, init)),
    })
    const body = 'sku,name\nA,Mug\nB,Cup\nC,Pot\n'
    await take(shop.products.import.$post({ query: {}, body }))
    asked.length = 0

    for await (const { sku } of items(shop.products.$get, { query: { limit: 1, sort: 'sku' } })) {
      if (sku === 'B') break
    }
    expect(asked).toHaveLength(2)
    const { id } = await take(shop.suppliers.$post({ json: { name: 'Northwind' } }))
    const param = { id: id.replace('sup', 'ord') }
    const history = all(items(shop.orders[':id'].history.$get, { param }))
    expect(await refusalOf(history)).toBeInstanceOf(NotFound)
  })

  it('are the only thing that is walked', () => {
    const shop = createClient()
    // @ts-expect-error one product is no list
    expect(pages(shop.products[':id'].$get, { param: { id: '' } })).toBeDefined()
  })
})

describe('a write that counts once', () => {
  it('has a key of its own, or the one it is given', async () => {
    await using t = await testApp(app, everything)
    const shop = clientOf(t)
    await take(shop.products.$post({ json: { sku: 'A', name: 'Mug' } }))
    const stock = { sku: 'A', change: 10, reason: 'for the test' }
    await take(shop.inventory.adjust.$post({ json: stock }))
    const json = { sku: 'A', quantity: 2 }

    const receipt = once('receipt-4711')
    const first = await take(shop.inventory.sale.$post({ json }, receipt))
    const again = await take(shop.inventory.sale.$post({ json }, receipt))
    const other = await take(shop.inventory.sale.$post({ json }))

    expect(again.movement.id).toBe(first.movement.id)
    expect(other.level.onHand).toBe(6)
    const keys = await t.db.selectFrom('idempotencyKey').select('requestKey').execute()
    expect(keys.map(({ requestKey }) => requestKey)).toContain('receipt-4711')
    expect(keys).toHaveLength(4)
    const reused = take(shop.inventory.sale.$post({ json: { sku: 'A', quantity: 3 } }, receipt))
    expect(await refusalOf(reused)).toBeInstanceOf(InvalidInput)
  })
})

describe('a key', () => {
  it('can be had on a page over plain HTTP, where browsers make no UUIDs', () => {
    const { getRandomValues } = crypto
    vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) })
    try {
      const keys = Array.from({ length: 100 }, () => once().headers['idempotency-key'])
      expect(new Set(keys).size).toBe(100)
      for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

async function refusalOf(request: Promise<unknown>): Promise<unknown> {
  return request.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function all<One>(list: AsyncIterable<One>): Promise<One[]> {
  const found: One[] = []
  for await (const one of list) found.push(one)
  return found
}
