import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { contentsOf } from '#shared/testing/contents.ts'
import { databases } from '#shared/testing/databases.ts'
import { concretePath, operationsOf } from '#shared/testing/operations.ts'
import { mara, setUpMara, signInAs } from '#shared/testing/people.ts'
import { expectRefusal } from '#shared/testing/refusal.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const paged = operationsOf(app).filter(({ query }) => query.some(({ name }) => name === 'cursor'))
const base64Url = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')
const json = (value: unknown) => base64Url(JSON.stringify(value))

/** A list in one of its orders. */
interface List {
  path: string
  sort: string | undefined
}

/** What was never a cursor. */
const forged: [string, string][] = [
  ['garbage', 'garbage'],
  ['no base64', '%25%25%25'],
  ['NUL', '%00'],
  ['random bytes', base64Url(Uint8Array.from({ length: 64 }, (_, i) => (i * 151) % 256))],
  ['no JSON', base64Url('["name","a"')],
  ['an object', json({ order: 'name', value: 'a', id: 'sup_1' })],
  ['a deep list', base64Url('['.repeat(3_000) + ']'.repeat(3_000))],
  ['three numbers', json([1, 2, 3])],
  ['10,001 characters', 'a'.repeat(10_001)],
]

type Parts = [order: string, value: string | number, id: string]

/** What may be done to a true cursor. */
function damaged([order, value, id]: Parts): [string, string][] {
  const values = [
    'a\u0000',
    'a\ud800',
    'a'.repeat(5_000),
    1e308,
    1e19,
    2 ** 53,
    -1e308,
    1.5,
    null,
    [],
  ]
  const ids = [`${id}\u0000`, '\udc00', 'x'.repeat(65), 7, null, { id }]
  const other = typeof value === 'string' ? 7 : String(value)
  return [
    ...[...values, other].map((put): [string, string] => [
      `value ${JSON.stringify(put)}`,
      json([order, put, id]),
    ]),
    ...ids.map((put): [string, string] => [`id ${JSON.stringify(put)}`, json([order, value, put])]),
    ['too short', json([order, value])],
    ['too long', json([order, value, id, id])],
    ['another order', json([`${order}x`, value, id])],
  ]
}

/** Two records at least in every list, and an open session of Mara. */
async function filledApp(database?: (typeof databases)[number]) {
  const t = await testApp(app, { database: database ?? 'sqlite' })
  t.token = (await setUpMara(t)).accessToken
  await signInAs(t, mara)
  const create = async (path: string, body: object): Promise<string> => {
    const res = await t.send('POST', path, body)
    expect(res.status, await res.clone().text()).toBe(201)
    return (await res.json()).id
  }
  const ids: Record<string, string> = {}
  for (const name of ['first', 'second']) {
    ids['suppliers'] = await create('/suppliers', {
      name,
      contacts: [{ name: 'Ann' }, { name: 'Bo' }],
    })
    ids['products'] = await create('/products', {
      sku: name,
      name,
      price: 1,
      reorderPoint: 50,
    })
    const found = { productId: ids['products'], change: 3, reason: 'found' }
    await t.send('POST', '/inventory/adjust', found)
    await create('/inventory/reservations', { productId: ids['products'], quantity: 1 })
    const freight = { productId: ids['products'], amount: 1, reason: 'freight' }
    await create('/inventory/revaluations', freight)
    await create('/categories', { name })
    await create('/locations', { name })
    await create('/tokens', { name, scopes: ['products:read'] })
    ids['webhooks'] = await create('/webhooks', { url: `https://${name}.shop.example/` })
    ids['orders'] = await create('/orders', { supplierId: ids['suppliers'] })
    await t.send('POST', `/orders/${ids['orders']}/cancel`, { reason: 'for the history' })
    await create('/payments', {
      supplierId: ids['suppliers'],
      type: 'fee',
      amount: 5,
      currency: 'EUR',
    })
    await create('/users', { name, email: `${name}@shop.example`, role: 'viewer' })
  }
  await t.send('PATCH', `/products/${ids['products'] ?? ''}`, { price: 2 })
  for (let n = 0; n < 2; n++) await t.send('POST', `/webhooks/${ids['webhooks'] ?? ''}/test`)
  for (let n = 0; n < 2; n++) {
    if (n > 0) await t.send('POST', `/inventory/counts/${ids['inventory'] ?? ''}/cancel`)
    ids['inventory'] = await create('/inventory/counts', { all: true })
  }
  ids['orders'] = await create('/orders', {
    supplierId: ids['suppliers'],
    lines: [{ productId: ids['products'], quantity: 2, unitCost: 1 }],
  })
  await t.send('POST', `/orders/${ids['orders']}/transition`, { stage: 'ordered' })
  const { lines } = await (await t.send('GET', `/orders/${ids['orders']}`)).json()
  for (let n = 0; n < 2; n++) {
    const part = { orderId: ids['orders'], lines: [{ lineId: lines[0].id, quantity: 1 }] }
    expect((await t.send('POST', '/inventory/receive', part)).status).toBe(201)
  }
  expect((await t.send('POST', '/monitor/run')).status).toBe(200)
  const lists = paged.flatMap((operation): List[] => {
    const id = ids[operation.path.split('/')[1] ?? '']
    const path = concretePath(operation, id === undefined ? {} : { id })
    const { schema } = operation.query.find(({ name }) => name === 'sort') ?? {}
    const sorts = (schema?.enum as string[] | undefined) ?? [undefined]
    return sorts.map((sort) => ({ path, sort }))
  })
  return { t, lists }
}

/** The cursor of the second page of a list. */
async function cursorOf(t: TestApp, list: List): Promise<string> {
  const sorted = list.sort === undefined ? '' : `&sort=${list.sort}`
  const res = await t.send('GET', `${list.path}?limit=1${sorted}`)
  const { nextCursor } = await res.json()
  expect(nextCursor, `${nameOf(list)} has a second page`).toEqual(expect.any(String))
  return nextCursor
}

const nameOf = ({ path, sort }: List) => `${path} ${sort ?? ''}`.trim()

const asked = (t: TestApp, { path, sort }: List, cursor: string) =>
  t.send('GET', `${path}?cursor=${cursor}${sort === undefined ? '' : `&sort=${sort}`}`)

describe('a cursor', () => {
  it.each(databases)('is refused on %s when it is forged', async (database) => {
    const { t, lists } = await filledApp(database)
    await using _ = t
    const before = await contentsOf(t.db)

    for (const list of lists) {
      const cursor = await cursorOf(t, list)
      const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Parts
      for (const [name, attack] of [...forged, ...damaged(parts)]) {
        const where = `${nameOf(list)}: ${name}`
        const { errors } = await expectRefusal(await asked(t, list, attack), [422], where)
        expect(errors, where).toMatchObject([{ path: 'query.cursor' }])
      }
    }
    expect(await contentsOf(t.db)).toEqual(before)
  })

  it.each(databases)('may hold any number on %s, also one that no column can', async (database) => {
    const { t, lists } = await filledApp(database)
    await using _ = t
    const statuses = new Set<string>()
    for (const list of lists) {
      const cursor = await cursorOf(t, list)
      const [order, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Parts
      if (typeof value === 'string') continue
      for (const put of [2 ** 40, -(2 ** 40), Number.MAX_SAFE_INTEGER]) {
        const { status } = await asked(t, list, json([order, put, id]))
        statuses.add(`${nameOf(list)}: ${status}`)
      }
    }
    expect([...statuses]).toEqual(
      expect.arrayContaining(['/alerts -severity: 200', '/monitor/forecast: 200']),
    )
    expect([...statuses].filter((status) => !status.endsWith('200'))).toEqual([])
  })

  it('is refused by every other list and by every other order of its own', async () => {
    const { t, lists } = await filledApp()
    await using _ = t
    const accepted: string[] = []
    for (const from of lists) {
      const cursor = await cursorOf(t, from)
      for (const to of lists) {
        const { status } = await asked(t, to, cursor)
        if (from === to) expect(status, to.path).toBe(200)
        else if (status !== 422) accepted.push(`${nameOf(from)} in ${nameOf(to)}: ${status}`)
      }
    }
    expect(accepted).toEqual([])
    expect(lists.length).toBeGreaterThan(20)
  })
})
