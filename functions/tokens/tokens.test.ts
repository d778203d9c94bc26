import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { as, auditOf, seedPerson, setUpMara, signInAs, turnMfaOn } from '#shared/testing/people.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const DAY = 86_400_000
const shop = { name: 'Web shop', scopes: ['suppliers:read'], expiresInDays: 30 }

async function makeToken(t: TestApp, session: { accessToken: string }, input: object = shop) {
  const res = await t.send('POST', '/tokens', input, as(session))
  expect(res.status).toBe(201)
  const { token, ...shown } = await res.json()
  return { shown, location: res.headers.get('location'), bearer: as({ accessToken: token }) }
}

describe.each(databases)('API tokens on %s', (database) => {
  it('are shown once, kept as a hash and scoped', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)

    const { shown, location, bearer } = await makeToken(t, owner)

    expect(bearer.authorization).toMatch(/^Bearer stk_[\w-]{43}$/)
    expect(shown).toEqual({
      id: expect.stringMatching(/^tok_/),
      name: 'Web shop',
      scopes: ['suppliers:read'],
      createdAt: '2026-03-02T10:00:00.000Z',
      expiresAt: '2026-04-01T10:00:00.000Z',
      lastUsedAt: null,
    })
    expect(location).toBe(`/api/tokens/${shown.id}`)
    const list = await (await t.send('GET', '/tokens', undefined, as(owner))).json()
    expect(list).toEqual({ items: [shown], nextCursor: null })
    const row = await t.db.selectFrom('apiToken').selectAll().executeTakeFirstOrThrow()
    expect(row.tokenHash).toMatch(/^[0-9a-f]{64}$/)
    const [entry] = (await auditOf(t, 'CREATE')).filter(({ entity }) => entity === 'token')
    expect(entry).toMatchObject({ entityId: shown.id, actorId: owner.user.id })
  })

  it('do what they are scoped to, in the name of their person, and nothing else', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const { bearer } = await makeToken(t, owner, {
      ...shop,
      scopes: ['suppliers:write', 'suppliers:read', 'suppliers:write'],
    })

    expect((await t.send('POST', '/suppliers', { name: 'Acme' }, bearer)).status).toBe(201)
    for (const [method, path, body] of [
      ['GET', '/users', undefined],
      ['GET', '/products', undefined],
      ['POST', '/users', { email: 'x@shop.example', name: 'X', role: 'owner' }],
    ] as const) {
      expect((await t.send(method, path, body, bearer)).status, path).toBe(403)
    }
    const me = await (await t.send('GET', '/auth/me', undefined, bearer)).json()
    expect(me.permissions).toEqual(['suppliers:read', 'suppliers:write'])
    const [supplier] = (await auditOf(t, 'CREATE')).filter(({ entity }) => entity === 'supplier')
    expect(supplier).toMatchObject({ actorId: owner.user.id })
    expect(await t.db.selectFrom('appUser').select('id').execute()).toHaveLength(1)
  })

  it('end when they are revoked, at once', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const { shown, bearer } = await makeToken(t, owner)
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(200)

    const res = await t.send('DELETE', `/tokens/${shown.id}`, undefined, as(owner))

    expect(res.status).toBe(204)
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(401)
    expect((await t.send('DELETE', `/tokens/${shown.id}`, undefined, as(owner))).status).toBe(404)
    const list = await (await t.send('GET', '/tokens', undefined, as(owner))).json()
    expect(list.items).toEqual([])
    expect(await auditOf(t, 'DELETE')).toMatchObject([{ entity: 'token', entityId: shown.id }])
  })

  it('do nothing while their person must set up a second factor first', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const manager = await signInAs(t, await seedPerson(t, { role: 'manager' }))
    const { bearer } = await makeToken(t, manager)
    const read = () => t.send('GET', '/suppliers', undefined, bearer)
    expect((await read()).status).toBe(200)

    await t.send('PATCH', '/settings', { mfaRequiredRoles: ['manager'] }, as(owner))

    const refused = await read()
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ mfaSetupRequired: true })
    await turnMfaOn(t, manager)
    expect((await read()).status).toBe(200)
  })

  it('are not made for somebody who is deactivated at the same moment', async () => {
    await using t = await testApp(app, { database })
    await setUpMara(t)
    const manager = await seedPerson(t, { role: 'manager' })
    const session = await signInAs(t, manager)
    const commit = await uncommitted(t, (tx) =>
      tx.updateTable('appUser').set({ active: 0 }).where('id', '=', manager.id).execute(),
    )

    const asked = t.send('POST', '/tokens', shop, as(session))
    if (database === 'postgres') await untilSomebodyWaits(t)
    await commit()

    expect((await asked).status).toBe(401)
    expect(await t.db.selectFrom('apiToken').select('id').execute()).toEqual([])
  })
})

describe('API tokens', () => {
  it('end on their day', async () => {
    await using t = await testApp(app)
    const { bearer } = await makeToken(t, await setUpMara(t))
    t.advance(30 * DAY - 1)
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(200)
    t.advance(1)
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(401)
  })

  it('live ninety days when nothing else is said, and tell when they were used', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const { shown, bearer } = await makeToken(t, owner, { name: 'x', scopes: ['suppliers:read'] })
    expect(shown.expiresAt).toBe('2026-05-31T10:00:00.000Z')

    t.advance(5000)
    await t.send('GET', '/suppliers', undefined, bearer)

    const list = await (await t.send('GET', '/tokens', undefined, as(owner))).json()
    expect(list.items).toMatchObject([{ lastUsedAt: '2026-03-02T10:00:05.000Z' }])
  })

  it('end with the deactivation of their person, and do not come back with them', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const manager = await seedPerson(t, { role: 'manager' })
    const { bearer } = await makeToken(t, await signInAs(t, manager))
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(200)

    await t.send('PATCH', `/users/${manager.id}`, { active: false }, as(owner))
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(401)

    await t.send('PATCH', `/users/${manager.id}`, { active: true }, as(owner))
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(401)
  })

  it('shrink with the role of their person', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const manager = await seedPerson(t, { role: 'manager' })
    const scopes = ['suppliers:read', 'suppliers:write']
    const { bearer } = await makeToken(t, await signInAs(t, manager), { ...shop, scopes })
    expect((await t.send('POST', '/suppliers', { name: 'A' }, bearer)).status).toBe(201)

    await t.send('PATCH', `/users/${manager.id}`, { role: 'viewer' }, as(owner))

    expect((await t.send('POST', '/suppliers', { name: 'B' }, bearer)).status).toBe(403)
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(200)
    expect(await t.db.selectFrom('supplier').select('name').execute()).toEqual([{ name: 'A' }])
  })

  it('have no scope that their person has not', async () => {
    await using t = await testApp(app)
    const clerk = await signInAs(t, await seedPerson(t, { role: 'clerk' }))

    const input = { ...shop, scopes: ['suppliers:read', 'users:write', 'audit:read'] }
    const res = await t.send('POST', '/tokens', input, as(clerk))

    expect(res.status).toBe(422)
    const paths = (await res.json()).errors.map((issue: { path: string }) => issue.path)
    expect(paths).toEqual(['scopes.1', 'scopes.2'])
    expect(await t.db.selectFrom('apiToken').select('id').execute()).toEqual([])
  })

  it('of somebody else are neither seen nor revoked, not even by an owner', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const clerk = await signInAs(t, await seedPerson(t, { role: 'clerk' }))
    const { shown, bearer } = await makeToken(t, clerk)

    expect((await t.send('DELETE', `/tokens/${shown.id}`, undefined, as(owner))).status).toBe(404)
    const list = await (await t.send('GET', '/tokens', undefined, as(owner))).json()

    expect(list.items).toEqual([])
    expect((await t.send('GET', '/suppliers', undefined, bearer)).status).toBe(200)
  })

  it('are paged, newest first', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    for (const name of ['one', 'two', 'three']) await makeToken(t, owner, { ...shop, name })
    const names: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/tokens?limit=2${cursor && `&cursor=${cursor}`}`
      const page = await (await t.send('GET', path, undefined, as(owner))).json()
      names.push(...page.items.map((item: { name: string }) => item.name))
      cursor = page.nextCursor
    }
    expect(names).toEqual(['three', 'two', 'one'])
    expect((await t.send('GET', '/tokens?cursor=forged', undefined, as(owner))).status).toBe(422)
  })

  it.each([
    ['no scope', { ...shop, scopes: [] }],
    ['an unknown scope', { ...shop, scopes: ['everything'] }],
    ['more than a year', { ...shop, expiresInDays: 366 }],
    ['no day', { ...shop, expiresInDays: 0 }],
    ['half a day', { ...shop, expiresInDays: 0.5 }],
    ['no name', { ...shop, name: ' ' }],
    ['an unknown field', { ...shop, userId: 'usr_1' }],
  ])('with %s are refused', async (_, input) => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    expect((await t.send('POST', '/tokens', input, as(owner))).status).toBe(422)
    expect(await t.db.selectFrom('apiToken').select('id').execute()).toEqual([])
  })

  it('that were never issued are refused, and so are those of another spelling', async () => {
    await using t = await testApp(app)
    const { bearer } = await makeToken(t, await setUpMara(t))
    for (const authorization of [
      'Bearer stk_',
      `Bearer stk_${'A'.repeat(43)}`,
      `${bearer.authorization}A`,
      bearer.authorization.slice(0, -1),
      bearer.authorization.replace('Bearer', 'Basic'),
    ]) {
      const res = await t.send('GET', '/suppliers', undefined, { authorization })
      expect(res.status, authorization.slice(0, 12)).toBe(401)
    }
  })
})
