import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { auditOf, as, seedPerson, setUpMara, signInAs } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const path = '/auth/preferences'

/** Signed in as Mara, whose token `send` uses. */
async function open(database: (typeof databases)[number] = 'sqlite') {
  const t = await testApp(app, { database })
  const session = await setUpMara(t)
  t.token = session.accessToken
  return { t, userId: session.user.id }
}

const put = (t: TestApp, name: string, value: unknown) =>
  t.send('PUT', `${path}/${name}`, { value })
const kept = async (t: TestApp) => (await (await t.send('GET', path)).json()).preferences
const stored = (t: TestApp) =>
  t.db.selectFrom('userPreference').select(['userId', 'name', 'value']).orderBy('name').execute()

describe.each(databases)('preferences on %s', (database) => {
  it('are kept by name, replaced and removed', async () => {
    const { t, userId } = await open(database)
    await using _ = t
    expect(await kept(t)).toEqual({})
    const columns = { columns: ['sku', 'name'], width: { sku: 120.5 }, sort: null }

    const res = await put(t, 'products-columns', columns)

    expect(res.status).toBe(200)
    expect(await res.json()).toEqual({ name: 'products-columns', value: columns })
    expect((await put(t, 'density', 'compact')).status).toBe(200)
    expect((await put(t, 'density', false)).status).toBe(200)
    expect(await kept(t)).toEqual({ density: false, 'products-columns': columns })
    expect((await t.send('DELETE', `${path}/density`)).status).toBe(204)
    expect((await t.send('DELETE', `${path}/density`)).status).toBe(404)
    expect(await stored(t)).toEqual([
      { userId, name: 'products-columns', value: JSON.stringify(columns) },
    ])
  })

  it('leave a name, no value and no noise in the audit log', async () => {
    const { t, userId } = await open(database)
    await using _ = t
    for (let n = 0; n < 3; n++) await put(t, 'density', 'compact')
    await t.send('DELETE', `${path}/density`)

    const entry = { actorId: userId, entity: 'user', entityId: userId, oldValues: null }
    const newValues = JSON.stringify({ preference: 'density' })
    expect(await auditOf(t, 'PREFERENCE_SET')).toMatchObject([{ ...entry, newValues }])
    expect(await auditOf(t, 'PREFERENCE_REMOVED')).toMatchObject([{ ...entry, newValues }])
  })

  it('are everybody’s own', async () => {
    const { t } = await open(database)
    await using _ = t
    await put(t, 'density', 'compact')
    const viewer = as(await signInAs(t, await seedPerson(t, { role: 'viewer' })))

    const theirs = await t.send('GET', path, undefined, viewer)
    const removed = await t.send('DELETE', `${path}/density`, undefined, viewer)
    const own = await t.send('PUT', `${path}/density`, { value: 'wide' }, viewer)

    expect(await theirs.json()).toEqual({ preferences: {} })
    expect([removed.status, own.status]).toEqual([404, 200])
    expect(await kept(t)).toEqual({ density: 'compact' })
  })

  it('are at most a hundred, also when they come at once', async () => {
    const { t } = await open(database)
    await using _ = t
    for (let n = 0; n < 95; n++) await put(t, `view-${n}`, n)

    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => put(t, `more-${n}`, n)))

    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      ...Array<number>(5).fill(200),
      ...Array<number>(7).fill(409),
    ])
    expect(await stored(t)).toHaveLength(100)
    expect((await put(t, 'view-1', 'changed')).status).toBe(200)
    const refused = answers.find(({ status }) => status === 409)
    expect(await refused?.json()).toMatchObject({ type: '/problems/conflict', limit: 100 })
  })

  it('keep every JSON to the letter', async () => {
    const { t } = await open(database)
    await using _ = t
    const values = {
      nothing: null,
      empty: '',
      nul: 'a\u0000b',
      half: '\ud83d',
      'proto-type': JSON.parse('{"__proto__":{"a":1},"constructor":2}') as unknown,
      constructor: [1e308, -0.5, '👩🏽‍🚀'],
    }
    for (const [name, value] of Object.entries(values)) {
      expect((await put(t, name, value)).status, name).toBe(200)
    }
    expect(await kept(t)).toEqual(values)
  })
})

const nested = (depth: number) => `{"value":${'['.repeat(depth)}${']'.repeat(depth)}}`

describe('a preference', () => {
  it.each([
    ['no value', '{}', 422],
    ['16 kB', JSON.stringify({ value: 'ü'.repeat(8_191) }), 200],
    ['a byte more', JSON.stringify({ value: `${'ü'.repeat(8_191)}a` }), 422],
    ['a value nested 32 deep', nested(32), 200],
    ['one nested 33 deep', nested(33), 422],
    ['one nested 400,000 deep', nested(400_000), 422],
  ])('with %s', async (_, body, status) => {
    const { t } = await open()
    await using _t = t
    const res = await t.send('PUT', `${path}/density`, body, { 'content-type': 'application/json' })
    expect(res.status).toBe(status)
    if (status === 422) expect((await res.json()).errors).toMatchObject([{ path: 'value' }])
    expect(await stored(t)).toHaveLength(status === 200 ? 1 : 0)
  })

  it.each(['Density', 'a--b', '-a', 'a-', 'a_b', 'a.b', 'x'.repeat(65)])(
    'is not named %s',
    async (name) => {
      const { t } = await open()
      await using _ = t
      expect((await put(t, name, 1)).status).toBe(422)
      expect((await t.send('DELETE', `${path}/${name}`)).status).toBe(404)
      expect(await stored(t)).toEqual([])
    },
  )

  it('is no business of an API token', async () => {
    await using t = await testApp(app, { permissions: ['users:read', 'users:write'] })
    for (const [method, at, body] of [
      ['GET', path, undefined],
      ['PUT', `${path}/density`, { value: 1 }],
      ['DELETE', `${path}/density`, undefined],
    ] as const) {
      expect((await t.send(method, at, body)).status, method).toBe(403)
    }
    expect(await stored(t)).toEqual([])
    expect(await t.auditActions()).toEqual([])
  })
})
