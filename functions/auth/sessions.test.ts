import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import {
  appCode,
  as,
  auditOf,
  mara,
  seedPerson,
  setUpMara,
  signInAs,
  turnMfaOn,
} from '#shared/testing/people.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe('POST /auth/logout', () => {
  it('ends the session of the access token at once, and no other', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const other = await signInAs(t, mara)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(200)

    const res = await t.send('POST', '/auth/logout', undefined, as(session))

    expect(res.status).toBe(204)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(401)
    const { refreshToken } = session
    expect((await t.send('POST', '/auth/refresh', { refreshToken })).status).toBe(401)
    expect((await t.send('GET', '/auth/me', undefined, as(other))).status).toBe(200)
    expect(await auditOf(t, 'LOGOUT')).toMatchObject([{ actorId: session.user.id }])
  })

  it('takes the refresh token of somebody whose access token has expired', async () => {
    await using t = await testApp(app)
    const { refreshToken } = await setUpMara(t)
    t.advance(3_600_000)

    expect((await t.send('POST', '/auth/logout', { refreshToken })).status).toBe(204)

    const open = t.db.selectFrom('session').select('id').where('revokedAt', 'is', null)
    expect(await open.execute()).toEqual([])
    expect((await t.send('POST', '/auth/refresh', { refreshToken })).status).toBe(401)
  })

  it('answers 401 when there is no open session to end', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const apiToken = await t.tokenFor(['users:read'])
    await t.send('POST', '/auth/logout', undefined, as(session))

    expect((await t.send('POST', '/auth/logout')).status).toBe(401)
    expect((await t.send('POST', '/auth/logout', undefined, as(session))).status).toBe(401)
    const machine = await t.send('POST', '/auth/logout', undefined, as({ accessToken: apiToken }))
    expect(machine.status).toBe(401)
    expect(await auditOf(t, 'LOGOUT')).toHaveLength(1)
  })
})

describe('sessions', () => {
  it('are listed newest first, one page at a time, own and open ones only', async () => {
    await using t = await testApp(app)
    const first = await setUpMara(t)
    const clerk = await seedPerson(t, { role: 'clerk' })
    await signInAs(t, clerk)
    const ended = await signInAs(t, mara)
    await t.send('POST', '/auth/logout', undefined, as(ended))
    t.advance(1000)
    await signInAs(t, mara, { 'x-test-ip': '198.51.100.7', 'user-agent': 'Phone' })

    const page = await (await t.send('GET', '/auth/sessions?limit=1', undefined, as(first))).json()

    expect(page.items).toEqual([
      {
        id: expect.stringMatching(/^ses_/),
        createdAt: '2026-03-02T10:00:01.000Z',
        lastUsedAt: '2026-03-02T10:00:01.000Z',
        expiresAt: '2026-04-01T10:00:01.000Z',
        ip: '198.51.100.7',
        userAgent: 'Phone',
        current: false,
      },
    ])
    const next = `/auth/sessions?limit=1&cursor=${page.nextCursor}`
    const rest = await (await t.send('GET', next, undefined, as(first))).json()
    expect(rest).toMatchObject({ items: [{ current: true, ip: '203.0.113.7' }], nextCursor: null })
  })

  it('can be ended one by one, which stops their tokens at once', async () => {
    await using t = await testApp(app)
    const here = await setUpMara(t)
    const lost = await signInAs(t, mara)
    expect((await t.send('GET', '/auth/me', undefined, as(lost))).status).toBe(200)
    const { items } = await (await t.send('GET', '/auth/sessions', undefined, as(lost))).json()
    const { id } = items.find((item: { current: boolean }) => item.current)

    const res = await t.send('DELETE', `/auth/sessions/${id}`, undefined, as(here))

    expect(res.status).toBe(204)
    expect((await t.send('GET', '/auth/me', undefined, as(lost))).status).toBe(401)
    expect((await t.send('GET', '/auth/me', undefined, as(here))).status).toBe(200)
    const entries = await auditOf(t, 'SESSION_ENDED')
    expect(entries).toMatchObject([{ newValues: JSON.stringify({ session: id }) }])
    expect((await t.send('DELETE', `/auth/sessions/${id}`, undefined, as(here))).status).toBe(404)
  })

  it('of somebody else are not there', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const clerk = await signInAs(t, await seedPerson(t, { role: 'clerk' }))
    const { items } = await (await t.send('GET', '/auth/sessions', undefined, as(clerk))).json()

    const path = `/auth/sessions/${items[0].id}`
    expect((await t.send('DELETE', path, undefined, as(owner))).status).toBe(404)
    expect((await t.send('DELETE', '/auth/sessions/usr_1', undefined, as(owner))).status).toBe(404)

    expect((await t.send('GET', '/auth/me', undefined, as(clerk))).status).toBe(200)
    expect(await auditOf(t, 'SESSION_ENDED')).toEqual([])
  })

  it('are no business of an API token, however scoped', async () => {
    await using t = await testApp(app, { permissions: ['users:read', 'users:write'] })
    for (const [method, path, body] of [
      ['GET', '/auth/sessions', undefined],
      ['DELETE', '/auth/sessions/ses_01JB2QK3V5X7Z9B1D3F5H7J9M1', undefined],
      ['POST', '/auth/password', { currentPassword: 'a', newPassword: 'b' }],
      ['POST', '/auth/mfa/setup', undefined],
      ['POST', '/auth/mfa/verify', { code: '123456' }],
      ['POST', '/auth/mfa/disable', { code: '123456', password: 'a' }],
      ['GET', '/tokens', undefined],
      ['POST', '/tokens', { name: 'more', scopes: ['users:read'] }],
      ['DELETE', '/tokens/tok_01JB2QK3V5X7Z9B1D3F5H7J9M1', undefined],
    ] as const) {
      expect((await t.send(method, path, body)).status, `${method} ${path}`).toBe(403)
    }
    expect(await t.auditActions()).toEqual([])
  })

  it('of an actor whose cache entry is older than a sign-out of another process end too', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(200)
    const revokedAt = t.platform.now().toISOString()
    await t.seed((tx) => tx.updateTable('session').set({ revokedAt }).execute())

    t.advance(5000)

    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(401)
  })

  it('that ended in another process let nobody in for longer, at once', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const { secret } = await turnMfaOn(t, session)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(200)
    const revokedAt = t.platform.now().toISOString()
    await t.seed((tx) => tx.updateTable('session').set({ revokedAt }).execute())
    const { password } = mara
    const before = await t.db.selectFrom('appUser').selectAll().execute()

    for (const [path, body] of [
      ['/auth/password', { currentPassword: password, newPassword: 'violet-tractor-sings-twice' }],
      ['/auth/mfa/disable', { password, code: await appCode(t, secret) }],
      ['/auth/mfa/setup', undefined],
      ['/auth/mfa/verify', { code: '123456' }],
      ['/tokens', { name: 'way back', scopes: ['users:write'] }],
      ['/users', { email: 'back@x.example', name: 'Back', role: 'owner', password }],
    ] as const) {
      expect((await t.send('POST', path, body, as(session))).status, path).toBe(401)
    }
    const self = `/users/${session.user.id}`
    for (const [method, path, body] of [
      ['PATCH', self, { email: 'back@x.example' }],
      ['DELETE', self, undefined],
      ['DELETE', `${self}/mfa`, undefined],
      ['PATCH', '/settings', { mfaRequiredRoles: [] }],
    ] as const) {
      expect((await t.send(method, path, body, as(session))).status, method).toBe(401)
    }

    expect(await t.db.selectFrom('appUser').selectAll().execute()).toEqual(before)
    expect(await t.db.selectFrom('apiToken').select('id').execute()).toEqual([])
  })
})
