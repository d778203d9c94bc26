import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['products:read', 'products:write'] } as const

async function create(t: TestApp, name: string, parentId?: string): Promise<string> {
  const res = await t.send('POST', '/categories', { name, parentId })
  expect(res.status).toBe(201)
  return (await res.json()).id
}

/** Categories each below the one before, the first on the first level. */
async function chain(t: TestApp, prefix: string, length: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 1; i <= length; i++) ids.push(await create(t, `${prefix}${i}`, ids.at(-1)))
  return ids
}

const move = (t: TestApp, id: string | undefined, parentId: string | null | undefined) =>
  t.send('PATCH', `/categories/${id}`, { parentId })

async function parents(t: TestApp): Promise<Record<string, string | null>> {
  const rows = await t.db
    .selectFrom('category')
    .leftJoin('category as parent', 'parent.id', 'category.parentId')
    .select(['category.name', 'parent.name as parent'])
    .execute()
  return Object.fromEntries(rows.map((row) => [row.name, row.parent]))
}

const refusal = (code: string) => ({
  type: '/problems/invalid-input',
  errors: [{ path: 'parentId', code, message: expect.any(String) }],
})

describe.each(databases)('the tree of categories on %s', (database) => {
  it('is never tied into a ring, also by two moves at the same moment', async () => {
    await using t = await testApp(app, { ...rights, database })
    const a = await chain(t, 'a', 3)
    const b = await chain(t, 'b', 3)

    const answers = await Promise.all([move(t, a[0], b[2]), move(t, b[0], a[2])])

    expect(answers.map((res) => res.status).toSorted()).toEqual([200, 422])
    const refused = answers.find((res) => res.status === 422)
    expect(await refused?.json()).toMatchObject(refusal('cycle'))
    const { a1, b1 } = await parents(t)
    expect([a1, b1].filter((parent) => parent === null)).toHaveLength(1)
    expect(await t.auditActions()).toHaveLength(7)
  })

  it('never gets deeper than 10 levels, also by two changes at the same moment', async () => {
    await using t = await testApp(app, { ...rights, database })
    const a = await chain(t, 'a', 9)
    const [top] = await chain(t, 'top', 1)

    const answers = await Promise.all([
      move(t, a[0], top),
      t.send('POST', '/categories', { name: 'deepest', parentId: a[8] }),
    ])

    expect(answers.filter((res) => res.ok)).toHaveLength(1)
    const refused = answers.find((res) => !res.ok)
    expect(refused?.status).toBe(422)
    expect(await refused?.json()).toMatchObject(refusal('too_deep'))
  })
})

describe('the tree of categories', () => {
  it('lists the children of a category, and the first level', async () => {
    await using t = await testApp(app, rights)
    const food = await create(t, 'Food')
    await create(t, 'Drinks')
    await create(t, 'Bread', food)
    await create(t, 'Cheese', food)

    const list = async (parentId: string) => {
      const res = await t.send('GET', `/categories?parentId=${parentId}`)
      return (await res.json()).items.map((item: { name: string }) => item.name)
    }
    expect(await list(food)).toEqual(['Bread', 'Cheese'])
    expect(await list('none')).toEqual(['Drinks', 'Food'])
    expect(await list('cat_01JB2QK3V5X7Z9B1D3F5H7J9M1')).toEqual([])
  })

  it('refuses a parent that does not exist, on create and on change', async () => {
    await using t = await testApp(app, rights)
    const id = await create(t, 'Tea')
    const parentId = 'cat_01JB2QK3V5X7Z9B1D3F5H7J9M1'

    const created = await t.send('POST', '/categories', { name: 'Green tea', parentId })
    for (const res of [created, await move(t, id, parentId)]) {
      expect(res.status).toBe(422)
      expect(await res.json()).toMatchObject(refusal('not_found'))
    }
    expect(await parents(t)).toEqual({ Tea: null })
    expect(await t.auditActions()).toEqual(['category.CREATE'])
  })

  it.each([
    ['itself', 0],
    ['its child', 1],
    ['the child of its child', 2],
  ])('does not hang a category below %s', async (_, level) => {
    await using t = await testApp(app, rights)
    const ids = await chain(t, 'c', 3)

    const res = await move(t, ids[0], ids[level])

    expect(res.status).toBe(422)
    expect(await res.json()).toMatchObject(refusal('cycle'))
    expect(await parents(t)).toEqual({ c1: null, c2: 'c1', c3: 'c2' })
  })

  it('moves a branch, also to the first level', async () => {
    await using t = await testApp(app, rights)
    const a = await chain(t, 'a', 3)
    const b = await chain(t, 'b', 1)

    expect((await move(t, a[1], b[0])).status).toBe(200)
    expect(await parents(t)).toEqual({ a1: null, a2: 'b1', a3: 'a2', b1: null })
    expect(await (await move(t, a[1], null)).json()).toMatchObject({ parentId: null, version: 3 })
    expect(await parents(t)).toEqual({ a1: null, a2: null, a3: 'a2', b1: null })
  })

  it('is 10 levels deep at most, however it came about', async () => {
    await using t = await testApp(app, rights)
    const a = await chain(t, 'a', 10)
    const b = await chain(t, 'b', 2)

    const eleventh = await t.send('POST', '/categories', { name: 'a11', parentId: a[9] })
    expect(eleventh.status).toBe(422)
    expect(await eleventh.json()).toMatchObject(refusal('too_deep'))
    const branch = await move(t, b[0], a[8])
    expect(branch.status).toBe(422)
    expect(await branch.json()).toMatchObject(refusal('too_deep'))
    expect((await move(t, b[0], a[7])).status).toBe(200)
    expect((await parents(t))['b1']).toBe('a8')
  })

  it('leaves the versions of the categories above alone when it grows', async () => {
    await using t = await testApp(app, rights)
    await chain(t, 'a', 4)
    const versions = await t.db.selectFrom('category').select('version').execute()
    expect(versions.map((row) => row.version)).toEqual([1, 1, 1, 1])
  })
})
