import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['products:read', 'products:write'] } as const
const unknownId = 'cat_01JB2QK3V5X7Z9B1D3F5H7J9M1'

async function create(t: TestApp, name: string, parentId?: string) {
  const res = await t.send('POST', '/categories', { name, parentId })
  expect(res.status).toBe(201)
  return (await res.json()) as { id: string; name: string; version: number }
}

const stored = (t: TestApp) =>
  t.db.selectFrom('category').select(['name', 'parentId', 'version']).orderBy('id').execute()

async function names(t: TestApp, query: string) {
  const res = await t.send('GET', `/categories${query}`)
  expect(res.status).toBe(200)
  const { items, nextCursor } = await res.json()
  return { names: items.map((item: { name: string }) => item.name) as string[], nextCursor }
}

describe.each(databases)('categories on %s', (database) => {
  it('are created, read, changed, listed and removed, each change in the audit log', async () => {
    await using t = await testApp(app, { ...rights, database })

    const res = await t.send('POST', '/categories', { name: ' Drinks ' })
    const drinks = await res.json()
    expect(res.status).toBe(201)
    expect(drinks).toEqual({
      id: expect.stringMatching(/^cat_/),
      name: 'Drinks',
      parentId: null,
      version: 1,
      createdAt: '2026-03-02T10:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
    })
    expect(res.headers.get('location')).toBe(`/api/categories/${drinks.id}`)
    expect(res.headers.get('etag')).toBe('"1"')

    const teas = await create(t, 'Teas', drinks.id)
    t.advance(1_000)
    const changed = await t.send('PATCH', `/categories/${teas.id}`, { name: 'Tea', version: 1 })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).toBe('"2"')
    const tea = await changed.json()
    expect(tea).toMatchObject({ name: 'Tea', parentId: drinks.id, version: 2 })
    expect(tea.updatedAt).toBe('2026-03-02T10:00:01.000Z')
    expect(await (await t.send('GET', `/categories/${teas.id}`)).json()).toEqual(tea)
    expect(await names(t, '')).toEqual({ names: ['Drinks', 'Tea'], nextCursor: null })

    expect((await t.send('DELETE', `/categories/${teas.id}`)).status).toBe(204)
    expect((await t.send('GET', `/categories/${teas.id}`)).status).toBe(404)
    expect(await stored(t)).toEqual([{ name: 'Drinks', parentId: null, version: 1 }])
    expect(await t.auditActions()).toEqual([
      'category.CREATE',
      'category.CREATE',
      'category.UPDATE',
      'category.DELETE',
    ])
  })

  it('are found by part of the name, whatever its accents, and sorted both ways', async () => {
    await using t = await testApp(app, { ...rights, database })
    for (const name of ['Käse', 'Kaffee', 'Zubehör', 'äpfel', '100 % \\_']) await create(t, name)

    const sorted = ['100 % \\_', 'äpfel', 'Kaffee', 'Käse', 'Zubehör']
    expect((await names(t, '?sort=name')).names).toEqual(sorted)
    expect((await names(t, '?sort=-name')).names).toEqual(sorted.toReversed())
    expect((await names(t, '?q=KAS')).names).toEqual(['Käse'])
    for (const sign of ['%25', '_', '%5C', '%20%25']) {
      expect((await names(t, `?q=${sign}`)).names).toEqual(['100 % \\_'])
    }
    expect((await names(t, '?q=')).names).toEqual(sorted)
    expect((await names(t, '?q=xyz')).names).toEqual([])
  })

  it('keep a name for one of those who give it at the same moment', async () => {
    await using t = await testApp(app, { ...rights, database })
    const rivals = []
    for (let i = 0; i < 5; i++) rivals.push(await create(t, `Rival ${i}`))

    const answers = await Promise.all([
      ...rivals.map(({ id }) => t.send('PATCH', `/categories/${id}`, { name: 'Same' })),
      t.send('POST', '/categories', { name: 'SAME' }),
    ])

    const statuses = answers.map((res) => res.status)
    expect(statuses.filter((status) => status === 409)).toHaveLength(5)
    expect(answers.filter((res) => res.ok)).toHaveLength(1)
    const keys = await t.db.selectFrom('category').select('nameKey').execute()
    expect(keys.filter((row) => row.nameKey === 'same')).toHaveLength(1)
  })

  it('are not removed while another one is being hung below', async () => {
    await using t = await testApp(app, { ...rights, database })
    for (let i = 0; i < 5; i++) {
      const { id } = await create(t, `Parent ${i}`)
      const [created, removed] = await Promise.all([
        t.send('POST', '/categories', { name: `Child ${i}`, parentId: id }),
        t.send('DELETE', `/categories/${id}`),
      ])
      // Whoever came first wins, and the other one is told why not.
      expect([
        [201, 409],
        [422, 204],
      ]).toContainEqual([created.status, removed.status])
    }
  })
})

describe('categories', () => {
  it('note old and new values of what changed', async () => {
    await using t = await testApp(app, rights)
    const [drinks, teas] = [await create(t, 'Drinks'), await create(t, 'Teas')]
    await t.send('PATCH', `/categories/${teas.id}`, { name: 'Teas', parentId: drinks.id })
    await t.send('DELETE', `/categories/${teas.id}`)

    const entries = await t.db
      .selectFrom('auditEntry')
      .select(['action', 'oldValues', 'newValues'])
      .where('entityId', '=', teas.id)
      .orderBy('id')
      .execute()
    const [created, updated, deleted] = entries.map((row) => ({
      old: JSON.parse(row.oldValues ?? 'null') as unknown,
      new: JSON.parse(row.newValues ?? 'null') as unknown,
    }))
    expect(created).toMatchObject({ old: null, new: { id: teas.id, name: 'Teas' } })
    expect(updated).toEqual({ old: { parentId: null }, new: { parentId: drinks.id } })
    expect(deleted).toMatchObject({ old: { name: 'Teas', parentId: drinks.id }, new: null })
  })

  it.each(['drinks', 'DRINKS', '  Drinks', 'Drínks', 'Drinks\u00a0'])(
    'refuse the name %j next to Drinks',
    async (name) => {
      await using t = await testApp(app, rights)
      await create(t, 'Drinks')
      const other = await create(t, 'Other')

      const created = await t.send('POST', '/categories', { name })
      const renamed = await t.send('PATCH', `/categories/${other.id}`, { name })

      for (const res of [created, renamed]) {
        expect(res.status).toBe(409)
        expect(await res.json()).toMatchObject({ type: '/problems/conflict', name: name.trim() })
      }
      expect((await stored(t)).map((row) => row.name)).toEqual(['Drinks', 'Other'])
    },
  )

  it('let a category change the letter case of its own name', async () => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, 'drinks')
    const res = await t.send('PATCH', `/categories/${id}`, { name: 'Drinks' })
    expect(await res.json()).toMatchObject({ name: 'Drinks', version: 2 })
  })

  it('write nothing for a change of nothing', async () => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, 'Drinks')
    const res = await t.send('PATCH', `/categories/${id}`, { name: 'Drinks', parentId: null })
    expect(res.status).toBe(200)
    expect((await res.json()).version).toBe(1)
    expect(await t.auditActions()).toEqual(['category.CREATE'])
  })

  it.each([
    ['the body', { name: 'New', version: 1 }, {}],
    ['If-Match', { name: 'New' }, { 'if-match': '"1"' }],
  ])('refuse a change made from a stale version in %s', async (_, body, headers) => {
    await using t = await testApp(app, rights)
    const { id } = await create(t, 'Drinks')
    await t.send('PATCH', `/categories/${id}`, { name: 'Beverages' })

    const res = await t.send('PATCH', `/categories/${id}`, body, headers)

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
    expect(await stored(t)).toEqual([{ name: 'Beverages', parentId: null, version: 2 }])
  })

  it('stay while products or other categories name them', async () => {
    await using t = await testApp(app, rights)
    const [drinks, teas] = [await create(t, 'Drinks'), await create(t, 'Teas')]
    await t.send('PATCH', `/categories/${teas.id}`, { parentId: drinks.id })
    const product = await t.send('POST', '/products', {
      sku: 'T1',
      name: 'Green tea',
      categoryId: teas.id,
    })
    expect(product.status).toBe(201)

    const parent = await t.send('DELETE', `/categories/${drinks.id}`)
    expect(parent.status).toBe(409)
    expect(await parent.json()).toMatchObject({ products: 0, children: 1 })
    const used = await t.send('DELETE', `/categories/${teas.id}`)
    expect(used.status).toBe(409)
    expect(await used.json()).toMatchObject({
      products: 1,
      children: 0,
      detail: expect.stringContaining('1 products name this category'),
    })
    expect(await stored(t)).toHaveLength(2)
    expect(await t.auditActions()).not.toContain('category.DELETE')
  })

  it('page through names of every script, however long', async () => {
    await using t = await testApp(app, rights)
    const all = ['각', '뷁', 'ﷺ'].map((character) => character.repeat(199))
    for (const name of all) await create(t, name)

    const seen: string[] = []
    for (let query = '?limit=1'; ;) {
      const page = await names(t, query)
      seen.push(...page.names)
      if (page.nextCursor === null) break
      query = `?limit=1&cursor=${page.nextCursor}`
    }
    expect(seen.toSorted()).toEqual(all.toSorted())
  })

  it.each([
    ['no name', {}, ['name']],
    ['a blank name', { name: ' \t ' }, ['name']],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, ['name']],
    ['a name that is a number', { name: 5 }, ['name']],
    ['U+0000', { name: 'a\u0000b' }, ['name']],
    ['half a character', { name: 'a\ud800' }, ['name']],
    ['an unknown field', { name: 'A', colour: 'red' }, ['colour']],
    [
      'an id of another kind',
      { name: 'A', parentId: 'sup_01JB2QK3V5X7Z9B1D3F5H7J9M1' },
      ['parentId'],
    ],
    ['two wrong things', { name: '', parentId: 7 }, ['name', 'parentId']],
    ['a list', [], ['']],
    ['broken JSON', '{"name":', ['']],
  ])('refuse %s', async (_, body, paths) => {
    await using t = await testApp(app, rights)
    const res = await t.send('POST', '/categories', body, { 'content-type': 'application/json' })
    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors.map((error: { path: string }) => error.path)).toEqual(paths)
    expect(await stored(t)).toEqual([])
  })

  it.each([
    '?q=%00',
    '?parentId=abc',
    '?sort=size',
    '?limit=-1',
    '?limit=101',
    '?cursor=x',
    '?x=1',
  ])('refuse the list %s', async (query) => {
    await using t = await testApp(app, rights)
    expect((await t.send('GET', `/categories${query}`)).status).toBe(422)
  })

  it.each([
    ['GET', undefined],
    ['PATCH', { name: 'New' }],
    ['DELETE', undefined],
  ])('know no category that is not there (%s)', async (method, body) => {
    await using t = await testApp(app, rights)
    const res = await t.send(method, `/categories/${unknownId}`, body)
    expect(res.status).toBe(404)
    expect(await t.auditActions()).toEqual([])
  })

  it('create one category for two requests with the same Idempotency-Key', async () => {
    await using t = await testApp(app, rights)
    const send = () =>
      t.send('POST', '/categories', { name: 'Drinks' }, { 'idempotency-key': 'once' })
    const [first, second] = [await send(), await send()]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.json()).toEqual(await first.json())
    expect(await stored(t)).toHaveLength(1)
  })
})
