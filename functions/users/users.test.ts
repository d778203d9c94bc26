import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  as,
  auditOf,
  mailedToken,
  mara,
  seedPerson,
  setUpMara,
  signInAs,
  turnMfaOn,
} from '#shared/testing/people.ts'
import { rolePermissions } from '#shared/domain/permissions.ts'
import { testApp } from '#shared/testing/test-app.ts'

const DAY = 86_400_000
const ines = { email: 'ines@shop.example', name: 'Ines Roth', role: 'clerk' }
const password = 'teal-umbrella-parade'

describe.each(databases)('users on %s', (database) => {
  it('are added with a password by an owner, and may sign in', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)

    const res = await t.send('POST', '/users', { ...ines, password }, as(owner))

    expect(res.status).toBe(201)
    const user = await res.json()
    expect(user).toMatchObject({ ...ines, active: true, invited: false, version: 1 })
    expect(res.headers.get('location')).toBe(`/api/users/${user.id}`)
    expect(res.headers.get('etag')).toBe('"1"')
    const read = await t.send('GET', `/users/${user.id}`, undefined, as(owner))
    expect(await read.json()).toEqual(user)
    const session = await signInAs(t, { email: ines.email, password })
    const me = await (await t.send('GET', '/auth/me', undefined, as(session))).json()
    expect(me).toMatchObject({
      role: 'clerk',
      permissions: expect.not.arrayContaining(['users:read']),
    })
    expect(await t.db.selectFrom('mailMessage').select('id').execute()).toEqual([])
    const [, entry] = await auditOf(t, 'CREATE')
    expect(entry).toMatchObject({ actorId: owner.user.id, entityId: user.id })
    expect(JSON.parse(entry?.newValues ?? '')).toMatchObject(ines)
  })

  it('are invited without one: a mailed link, good for a week, lets them choose it', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)

    const user = await (await t.send('POST', '/users', ines, as(owner))).json()

    expect(user).toMatchObject({ invited: true, active: true })
    t.advance(7 * DAY - 1)
    const token = await mailedToken(t, ines.email)
    const res = await t.send('POST', '/auth/password/reset', { token, password })
    expect(res.status).toBe(204)
    const session = await signInAs(t, { email: ines.email, password })
    expect(session.user).toMatchObject({ id: user.id, invited: false })
  })

  it('are changed with old and new values in the audit log', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const user = await (await t.send('POST', '/users', ines, as(owner))).json()
    const path = `/users/${user.id}`

    const res = await t.send(
      'PATCH',
      path,
      { role: 'manager', name: 'Ines R.' },
      { ...as(owner), 'if-match': '"1"' },
    )

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({ role: 'manager', name: 'Ines R.', version: 2 })
    expect(await auditOf(t, 'UPDATE')).toMatchObject([
      {
        entityId: user.id,
        oldValues: JSON.stringify({ name: 'Ines Roth', role: 'clerk' }),
        newValues: JSON.stringify({ name: 'Ines R.', role: 'manager' }),
      },
    ])
    const stale = await t.send('PATCH', path, { name: 'X', version: 1 }, as(owner))
    expect(stale.status).toBe(409)
    const same = await t.send('PATCH', path, { name: 'Ines R.' }, as(owner))
    expect(await same.json()).toMatchObject({ version: 2 })
    expect(await auditOf(t, 'UPDATE')).toHaveLength(1)
  })

  it('have an address of their own, whatever its letter case, also in parallel', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const add = (email: string) => t.send('POST', '/users', { ...ines, email }, as(owner))

    const answers = await Promise.all(['A@x.example', 'a@X.example', 'a@x.EXAMPLE'].map(add))

    expect(answers.map((res) => res.status).toSorted()).toEqual([201, 409, 409])
    const other = await (await add('b@x.example')).json()
    const patch = { email: 'MARA@shop.example' }
    expect((await t.send('PATCH', `/users/${other.id}`, patch, as(owner))).status).toBe(409)
    const emails = await t.db.selectFrom('appUser').select('emailKey').orderBy('emailKey').execute()
    expect(emails.map(({ emailKey }) => emailKey)).toEqual([
      'a@x.example',
      'b@x.example',
      mara.email,
    ])
  })

  it('lose their sessions and links when they are deactivated, and keep their name', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const clerk = await seedPerson(t, { role: 'clerk' })
    const session = await signInAs(t, clerk)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(200)
    await t.send('POST', '/tokens', { name: 'x', scopes: ['suppliers:read'] }, as(session))

    const res = await t.send('DELETE', `/users/${clerk.id}`, undefined, as(owner))

    expect(res.status).toBe(204)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(401)
    expect(
      (await t.send('POST', '/auth/login', { email: clerk.email, password: clerk.password }))
        .status,
    ).toBe(401)
    const read = await t.send('GET', `/users/${clerk.id}`, undefined, as(owner))
    expect(await read.json()).toMatchObject({ active: false, name: 'The clerk' })
    expect(await auditOf(t, 'UPDATE')).toMatchObject([
      { oldValues: '{"active":true}', newValues: '{"active":false}' },
    ])
    expect(await auditOf(t, 'ACCESS_ENDED')).toMatchObject([
      { newValues: '{"sessions":1,"machines":1}' },
    ])
    expect((await t.send('DELETE', `/users/${clerk.id}`, undefined, as(owner))).status).toBe(204)
    await t.send('PATCH', `/users/${clerk.id}`, { active: true }, as(owner))
    await signInAs(t, clerk)
  })
})

describe('users', () => {
  it('are listed oldest first, by page, role and whether they are active', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    await seedPerson(t, { role: 'clerk', email: 'c1@x.example' })
    await seedPerson(t, { role: 'clerk', email: 'c2@x.example', active: false })
    const emails = async (query: string) => {
      const page = await (await t.send('GET', `/users?${query}`, undefined, as(owner))).json()
      return page.items.map((item: { email: string }) => item.email)
    }

    expect(await emails('')).toEqual([mara.email, 'c1@x.example', 'c2@x.example'])
    expect(await emails('role=clerk')).toEqual(['c1@x.example', 'c2@x.example'])
    expect(await emails('role=clerk&active=true')).toEqual(['c1@x.example'])
    const first = await (await t.send('GET', '/users?limit=2', undefined, as(owner))).json()
    expect(await emails(`limit=2&cursor=${first.nextCursor}`)).toEqual(['c2@x.example'])
    for (const query of ['limit=-1', 'limit=101', 'cursor=x', 'role=king', 'active=perhaps', 'a=b'])
      expect((await t.send('GET', `/users?${query}`, undefined, as(owner))).status).toBe(422)
  })

  it('are nobody else’s business than an owner’s', async () => {
    await using t = await testApp(app)
    const { user } = await setUpMara(t)
    for (const role of ['manager', 'clerk', 'viewer'] as const) {
      const session = await signInAs(t, await seedPerson(t, { role }))
      for (const [method, path, body] of [
        ['GET', '/users', undefined],
        ['GET', `/users/${user.id}`, undefined],
        ['POST', '/users', ines],
        ['PATCH', `/users/${user.id}`, { role: 'viewer' }],
        ['DELETE', `/users/${user.id}`, undefined],
        ['DELETE', `/users/${user.id}/mfa`, undefined],
      ] as const) {
        const res = await t.send(method, path, body, as(session))
        expect(res.status, `${role}: ${method} ${path}`).toBe(403)
      }
    }
    expect(await t.db.selectFrom('appUser').select('id').execute()).toHaveLength(4)
    expect(await auditOf(t, 'UPDATE')).toEqual([])
  })

  it('are neither made nor changed beyond the scopes of an API token', async () => {
    await using t = await testApp(app, { permissions: ['users:read', 'users:write'] })
    const viewer = [...rolePermissions.viewer]
    const target = await seedPerson(t, { role: 'manager' })
    expect((await t.send('POST', '/users', { ...ines, role: 'owner' })).status).toBe(403)
    expect(
      (await t.send('PATCH', `/users/${target.id}`, { email: 'thief@x.example' })).status,
    ).toBe(403)
    expect((await t.send('DELETE', `/users/${target.id}/mfa`)).status).toBe(403)

    t.token = await t.tokenFor(['users:write', ...viewer])
    expect((await t.send('POST', '/users', { ...ines, role: 'viewer' })).status).toBe(201)
    const rows = await t.db
      .selectFrom('appUser')
      .select('email')
      .where('role', '!=', 'owner')
      .execute()
    expect(rows).toEqual([{ email: target.email }, { email: ines.email }])
  })

  it('who lost app and codes get in again once an owner turns their second factor off', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const clerk = await seedPerson(t, { role: 'clerk' })
    const session = await signInAs(t, clerk)
    await turnMfaOn(t, session)

    const res = await t.send('DELETE', `/users/${clerk.id}/mfa`, undefined, as(owner))

    expect(res.status).toBe(204)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(401)
    await signInAs(t, clerk)
    expect(await auditOf(t, 'MFA_DISABLED')).toMatchObject([
      { actorId: owner.user.id, entityId: clerk.id },
    ])
    expect((await t.send('DELETE', `/users/${clerk.id}/mfa`, undefined, as(owner))).status).toBe(
      409,
    )
  })

  it('get one invitation for one Idempotency-Key', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const headers = { ...as(owner), 'idempotency-key': 'invite-ines' }
    const first = await t.send('POST', '/users', ines, headers)
    const second = await t.send('POST', '/users', ines, headers)
    expect(second.status).toBe(201)
    expect(await second.json()).toEqual(await first.json())
    expect(await t.db.selectFrom('mailMessage').select('id').execute()).toHaveLength(1)
  })

  it('lose a mailed link with the address that it went to', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const user = await (await t.send('POST', '/users', ines, as(owner))).json()
    const token = await mailedToken(t, ines.email)
    await t.send('PATCH', `/users/${user.id}`, { email: 'roth@shop.example' }, as(owner))
    const res = await t.send('POST', '/auth/password/reset', { token, password })
    expect(res.status).toBe(422)
    expect(await auditOf(t, 'PASSWORD_RESET')).toEqual([])
  })

  it.each([
    ['no such role', { ...ines, role: 'king' }],
    ['a weak password', { ...ines, password: 'ines-roth-1' }],
    ['no address', { name: 'Ines', role: 'clerk' }],
    ['a NUL in the name', { ...ines, name: 'I\u0000' }],
    ['a field that is not theirs to set', { ...ines, mfaEnabled: true }],
  ])('with %s are refused', async (_, input) => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    expect((await t.send('POST', '/users', input, as(owner))).status).toBe(422)
    expect(await t.db.selectFrom('appUser').select('id').execute()).toHaveLength(1)
  })
})
