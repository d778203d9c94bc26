import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { newId } from '#shared/ids.ts'
import type { Count } from '#shared/schemas/counts.ts'
import { addLocation, addProduct, addStocked, adjust, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const path = '/inventory/counts'
const unknown = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

async function begin(t: TestApp, body: object): Promise<Count> {
  const res = await t.send('POST', path, body)
  expect(res.status).toBe(201)
  return (await res.json()) as Count
}

async function paths(res: Response): Promise<string[]> {
  expect(res.status).toBe(422)
  return (await res.json()).errors.map((error: { path: string }) => error.path)
}

const names = (count: { lines: { name: string }[] }) => count.lines.map((line) => line.name)

describe('a count', () => {
  it('is of all products, of some, of a category, or only of what was there', async () => {
    await using t = await testApp(app, stockRights)
    const { id: categoryId } = await (await t.send('POST', '/categories', { name: 'Cups' })).json()
    const cup = await addStocked(t, 5, { name: 'Cup', categoryId })
    await addProduct(t, { name: 'Bowl', categoryId })
    await addStocked(t, 1, { name: 'Lamp' })
    const deleted = await addProduct(t, { name: 'Deleted' })
    await t.send('DELETE', `/products/${deleted.id}`)
    const shop = await addLocation(t, 'Shop')
    await adjust(t, { productId: cup.id, locationId: shop, change: 2 })
    const end = (count: Count) => t.send('POST', `${path}/${count.id}/cancel`)

    const all = await begin(t, { all: true })
    await end(all)
    const stocked = await begin(t, { all: true, stockedOnly: true })
    await end(stocked)
    const category = await begin(t, { categoryId })
    await end(category)
    const shopped = await begin(t, { categoryId, stockedOnly: true, locationId: shop })

    expect(names(all)).toEqual(['Bowl', 'Cup', 'Lamp'])
    expect(names(stocked)).toEqual(['Cup', 'Lamp'])
    expect(names(category)).toEqual(['Bowl', 'Cup'])
    expect(shopped.lines).toMatchObject([{ name: 'Cup', expected: 2 }])
    const found = await (await t.send('GET', `${path}?locationId=${shop}`)).json()
    expect(found.items).toMatchObject([{ id: shopped.id, lineCount: 1, state: 'open' }])
    const first = await (await t.send('GET', `${path}?limit=3`)).json()
    const rest = await t.send('GET', `${path}?limit=3&cursor=${first.nextCursor}`)
    expect((await rest.json()).items).toMatchObject([{ id: all.id }])
  })

  it.each([
    ['no choice', {}, ['productIds']],
    ['two choices', { all: true, categoryId: newId('category') }, ['productIds']],
    ['no products', { productIds: [] }, ['productIds']],
    ['unknown products', { productIds: [`prd_${unknown}`] }, ['productIds.0']],
    ['a product twice', { productIds: [`prd_${unknown}`, `prd_${unknown}`] }, ['productIds']],
    ['an unknown category', { categoryId: `cat_${unknown}` }, ['categoryId']],
    ['an unknown location', { all: true, locationId: `loc_${unknown}` }, ['locationId']],
    ['nothing to count', { all: true }, ['all']],
    ['all: false', { all: false }, ['all']],
    ['wrong types', { all: true, blind: 1, note: 2 }, ['blind', 'note']],
  ])('is refused with %s', async (_, body, expected) => {
    await using t = await testApp(app, stockRights)
    expect(await paths(await t.send('POST', path, body))).toEqual(expected)
    expect(await t.db.selectFrom('stockCount').select('id').execute()).toEqual([])
    expect(await t.auditActions()).toEqual([])
  })

  it('hides what is expected from those who count while it is blind and open', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 10, { unitCost: '2' })
    const { id } = await begin(t, { all: true, blind: true })
    const token = await t.tokenFor(['inventory:read', 'inventory:write'])
    const clerk = { authorization: `Bearer ${token}` }
    const body = { lines: [{ productId: mug.id, counted: 8 }] }

    const counted = await (await t.send('PATCH', `${path}/${id}/lines`, body, clerk)).json()
    const seen = await (await t.send('GET', `${path}/${id}`, undefined, clerk)).json()
    const lines = async (query: string) =>
      (await (await t.send('GET', `${path}/${id}/lines${query}`, undefined, clerk)).json()).items

    const hidden = { expected: null, variance: null, unitCost: null, varianceValue: null }
    for (const view of [counted, seen]) {
      expect(view.variance).toBeNull()
      expect(view.lines).toMatchObject([{ counted: 8, ...hidden }])
    }
    expect(await lines('')).toMatchObject([{ counted: 8, ...hidden }])
    expect(await lines('?only=different')).toEqual([])
    const manager = await (await t.send('GET', `${path}/${id}`)).json()
    expect(manager).toMatchObject({ variance: { net: '-4.00' }, lines: [{ expected: 10 }] })
    const refused = await t.send('POST', `${path}/${id}/post`, {}, clerk)
    expect(refused.status).toBe(403)
    await t.send('POST', `${path}/${id}/post`, {})
    expect(await lines('')).toMatchObject([{ expected: 10, variance: -2, varianceValue: '-4.00' }])
  })

  it('lists its lines by what was done with them, page by page', async () => {
    await using t = await testApp(app, stockRights)
    const ids = []
    for (const name of ['A', 'B', 'C', 'D']) ids.push((await addStocked(t, 5, { name })).id)
    const { id } = await begin(t, { all: true })
    const lines = [
      { productId: ids[0], counted: 5 },
      { productId: ids[1], counted: 4 },
    ]
    await t.send('PATCH', `${path}/${id}/lines`, { lines })

    const list = async (query: string) =>
      (await t.send('GET', `${path}/${id}/lines${query}`)).json()
    const named = async (query: string) =>
      (await list(query)).items.map((line: { name: string }) => line.name)

    expect(await named('')).toEqual(['A', 'B', 'C', 'D'])
    expect(await named('?only=counted')).toEqual(['A', 'B'])
    expect(await named('?only=uncounted')).toEqual(['C', 'D'])
    expect(await named('?only=different')).toEqual(['B'])
    const { nextCursor } = await list('?limit=3')
    expect(await named(`?limit=3&cursor=${nextCursor}`)).toEqual(['D'])
  })

  it('takes figures for its own lines only, and names all that is wrong', async () => {
    await using t = await testApp(app, stockRights)
    const whole = await addStocked(t, 5, { wholeUnits: true })
    const cup = await addStocked(t, 5)
    const other = await addStocked(t, 5)
    const { id } = await begin(t, { productIds: [whole.id, cup.id] })
    const record = (lines: object[], more = {}) =>
      t.send('PATCH', `${path}/${id}/lines`, { lines, ...more })

    const res = await record([
      { productId: whole.id, counted: 1.5 },
      { productId: other.id, counted: 1 },
      { productId: cup.id, counted: 1 },
      { productId: cup.id, counted: 2 },
    ])
    expect(await paths(res)).toEqual(['lines.0.counted', 'lines.1.productId', 'lines.3.productId'])
    expect(await paths(await record([]))).toEqual(['lines'])
    expect(await paths(await record([{ productId: cup.id }]))).toEqual(['lines.0.counted'])
    expect(await paths(await record([{ productId: cup.id, counted: -1 }]))).toEqual([
      'lines.0.counted',
    ])
    const stale = await record([{ productId: cup.id, counted: 1 }], { version: 9 })
    expect(stale.status).toBe(409)
    expect(await t.auditActions()).not.toContain('count.COUNT')
  })

  it('takes a figure back, and writes nothing for the same figure again', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 5)
    const { id } = await begin(t, { all: true })
    const record = async (counted: number | null) => {
      const body = { lines: [{ productId: mug.id, counted }] }
      return (await t.send('PATCH', `${path}/${id}/lines`, body)).json()
    }

    expect(await record(4)).toMatchObject({ countedCount: 1, version: 2 })
    expect(await record(4)).toMatchObject({ countedCount: 1, version: 2, lines: [{ counted: 4 }] })
    expect(await record(null)).toMatchObject({ countedCount: 0, lines: [{ counted: null }] })
    expect((await t.auditActions()).slice(3)).toEqual(['count.COUNT', 'count.COUNT'])
    const entries = await t.db
      .selectFrom('auditEntry')
      .select(['oldValues', 'newValues'])
      .where('action', '=', 'COUNT')
      .where('entity', '=', 'count')
      .orderBy('id')
      .execute()
    expect(JSON.parse(entries[0]?.oldValues ?? '')).toMatchObject({ lines: [{ counted: null }] })
    expect(JSON.parse(entries[0]?.newValues ?? '')).toMatchObject({ lines: [{ counted: 4 }] })
  })

  it('with a product that was deleted meanwhile is posted once its figure is taken back', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addProduct(t, { sku: 'MUG' })
    const { id } = await begin(t, { all: true })
    const record = (counted: number | null) =>
      t.send('PATCH', `${path}/${id}/lines`, { lines: [{ productId: mug.id, counted }] })
    await record(2)
    await t.send('DELETE', `/products/${mug.id}`)

    const refused = await t.send('POST', `${path}/${id}/post`, {})
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ lines: [{ sku: 'MUG' }] })
    await record(null)
    const posted = await t.send('POST', `${path}/${id}/post`, { skipUncounted: true })
    expect(posted.status).toBe(200)
  })

  it.each(['post', 'cancel'])('takes a stale version for no reason to %s it', async (verb) => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 5)
    const { id } = await begin(t, { all: true })
    const stale = { version: 2, ...(verb === 'post' && { skipUncounted: true }) }

    const inBody = await t.send('POST', `${path}/${id}/${verb}`, stale)
    const inHeader = await t.send('POST', `${path}/${id}/${verb}`, undefined, { 'if-match': '"2"' })

    for (const res of [inBody, inHeader]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 1 })
    }
    const kept = t.db.selectFrom('stockCount').select(['state', 'version'])
    expect(await kept.execute()).toEqual([{ state: 'open', version: 1 }])
    const fresh = await t.send('POST', `${path}/${id}/${verb}`, { ...stale, version: 1 })
    expect(fresh.status).toBe(200)
    expect(fresh.headers.get('etag')).toBe('"2"')
  })

  it('is not posted at a location that was closed, nor changed when it is closed itself', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 5)
    const shop = await addLocation(t, 'Shop')
    const { id } = await begin(t, { all: true, locationId: shop })
    const body = { lines: [{ productId: mug.id, counted: 1 }] }
    await t.send('PATCH', `${path}/${id}/lines`, body)
    await t.send('PATCH', `/locations/${shop}`, { active: false })

    expect((await t.send('POST', `${path}/${id}/post`, {})).status).toBe(409)
    expect((await t.send('POST', `${path}/${id}/cancel`)).status).toBe(200)
    const late = await t.send('PATCH', `${path}/${id}/lines`, body)
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ state: 'cancelled' })
  })

  it.each([
    ['GET', '', undefined],
    ['GET', '/lines', undefined],
    ['PATCH', '/lines', { lines: [{ productId: `prd_${unknown}`, counted: 1 }] }],
    ['POST', '/post', {}],
    ['POST', '/cancel', undefined],
  ])('that is not there is not found (%s %s)', async (method, verb, body) => {
    await using t = await testApp(app, stockRights)
    expect((await t.send(method, `${path}/cnt_${unknown}${verb}`, body)).status).toBe(404)
    expect(await t.auditActions()).toEqual([])
  })
})
