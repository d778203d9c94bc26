import { describe, expect, it, vi } from 'vitest'
import { app } from '#functions/app.ts'
import { owaspCost, passwordHasher } from '#shared/auth/passwords.ts'
import { nodeScrypt } from '#shared/auth/scrypt.node.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { databases } from '#shared/testing/databases.ts'
import { as, auditOf, mara, seedPerson, setUpMara, signInAs } from '#shared/testing/people.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe.each(databases)('POST /auth/login on %s', (database) => {
  it('opens a session of thirty days and writes who signed in from where', async () => {
    await using t = await testApp(app, { database })
    const { user } = await setUpMara(t)

    const res = await t.send(
      'POST',
      '/auth/login',
      { email: 'MARA@shop.example', password: mara.password },
      { 'x-test-ip': '198.51.100.4', 'user-agent': 'Shop tablet' },
    )

    expect(res.status).toBe(200)
    const session = await res.json()
    expect(session).toMatchObject({ user: { id: user.id }, expiresIn: 900 })
    const me = await t.send('GET', '/auth/me', undefined, as(session))
    expect(await me.json()).toMatchObject({
      user: { email: mara.email },
      role: 'owner',
      permissions: expect.arrayContaining(['users:write', 'products:read']),
      mfaEnabled: false,
      mfaSetupRequired: false,
    })
    const stored = await t.db
      .selectFrom('session')
      .selectAll()
      .where('ip', '=', '198.51.100.4')
      .executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ userId: user.id, userAgent: 'Shop tablet', revokedAt: null })
    expect(stored.expiresAt).toBe('2026-04-01T10:00:00.000Z')
    const [, entry] = await auditOf(t, 'LOGIN')
    expect(entry).toMatchObject({ actorId: user.id, entityId: user.id, ip: '198.51.100.4' })
    expect(JSON.parse(entry?.newValues ?? '')).toEqual({ method: 'password', session: stored.id })
  })

  it('answers a wrong password, an unknown address and a deactivated person alike', async () => {
    await using t = await testApp(app, { database })
    await setUpMara(t)
    const gone = await seedPerson(t, { role: 'clerk', active: false })
    const attempts = [
      { email: mara.email, password: 'not-the-password-at-all' },
      { email: 'nobody@shop.example', password: mara.password },
      { email: gone.email, password: gone.password },
    ]

    const bodies = []
    for (const attempt of attempts) {
      const res = await t.send('POST', '/auth/login', attempt)
      expect(res.status).toBe(401)
      expect(res.headers.get('set-cookie')).toBeNull()
      bodies.push({ ...(await res.json()), requestId: '' })
    }

    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
    const failed = await auditOf(t, 'LOGIN_FAILED')
    expect(failed.map((entry) => entry.entityId)).toEqual([
      expect.stringMatching(/^usr_/),
      'unknown',
      gone.id,
    ])
    expect(failed.map((entry) => entry.actorId)).toEqual([null, null, null])
  })
})

describe('sign-in', () => {
  it('spends as much on an unknown address as on a known one', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const verify = vi.spyOn(t.platform.passwords, 'verify')

    await t.send('POST', '/auth/login', { email: 'nobody@shop.example', password: 'x' })

    expect(verify.mock.calls).toEqual([['x', null]])
    expect(await verify.mock.results[0]?.value).toBe(false)
  })

  it.each([
    ['deactivated', { active: 0 }],
    ['given another password', { passwordHash: 'scrypt$4$8$1$AAAA$AAAA' }],
  ] as const)('lets nobody in who was %s while the password was checked', async (_, change) => {
    await using t = await testApp(app)
    await setUpMara(t)
    const { verify } = t.platform.passwords
    vi.spyOn(t.platform.passwords, 'verify').mockImplementation(async (password, hash) => {
      const correct = await verify(password, hash)
      await t.seed((tx) => tx.updateTable('appUser').set(change).execute())
      return correct
    })

    const { email, password } = mara
    const res = await t.send('POST', '/auth/login', { email, password })

    expect(res.status).toBe(401)
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
    expect(await auditOf(t, 'LOGIN_FAILED')).toHaveLength(1)
  })

  it('does not ask a deactivated person for the second factor', async () => {
    await using t = await testApp(app)
    const gone = await seedPerson(t, { role: 'clerk', active: false })
    await t.seed((tx) => tx.updateTable('appUser').set({ mfaEnabled: 1 }).execute())

    const { email, password } = gone
    const res = await t.send('POST', '/auth/login', { email, password })

    expect(res.status).toBe(401)
    expect(await res.text()).not.toContain('mfa')
  })

  it('works with the real cost of scrypt, in the time of one hash', async () => {
    await using t = await testApp(app)
    const real = passwordHasher(nodeScrypt, owaspCost)
    const person = await seedPerson(t, { role: 'manager' })
    const passwordHash = await real.hash(person.password)
    await t.seed((tx) => tx.updateTable('appUser').set({ passwordHash }).execute())

    await signInAs(t, person)

    expect(passwordHash).toMatch(/^scrypt\$15\$8\$3\$/)
    const wrong = { email: person.email, password: `${person.password}!` }
    expect((await t.send('POST', '/auth/login', wrong)).status).toBe(401)
  })

  it('hashes a password anew that was hashed at another cost, and only when it is right', async () => {
    await using t = await testApp(app)
    const { email, password } = await seedPerson(t, { role: 'manager' })
    const storedHash = async () => {
      const row = await t.db.selectFrom('appUser').select('passwordHash').executeTakeFirstOrThrow()
      return row.passwordHash ?? ''
    }
    const cheap = await storedHash()
    t.platform.passwords = passwordHasher(nodeScrypt, { logN: 5, r: 8, p: 2 })

    expect((await t.send('POST', '/auth/login', { email, password: 'wrong' })).status).toBe(401)
    expect(await storedHash()).toBe(cheap)
    // Two processes at once, which do not wait for each other.
    const client = () => ({ ip: '192.0.2.9', https: false })
    const other = onPlatform(t.platform, app, { client, requestsPerMinute: 1000 })
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }
    const answers = await Promise.all(
      [t.root, other].map(async (root) => root.request('/api/auth/login', request)),
    )
    expect(answers.map((res) => res.status)).toEqual([200, 200])

    const dear = await storedHash()
    expect(dear).toMatch(/^scrypt\$5\$8\$2\$/)
    await signInAs(t, { email, password })
    expect(await storedHash()).toBe(dear)
    expect(new Set(await t.auditActions())).toEqual(new Set(['user.LOGIN_FAILED', 'user.LOGIN']))
  })

  it('lets nobody in who was invited and has no password yet', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const invited = { email: 'ines@shop.example', name: 'Ines', role: 'clerk' }
    expect((await t.send('POST', '/users', invited, as(owner))).status).toBe(201)

    for (const password of ['', 'null', 'undefined']) {
      const res = await t.send('POST', '/auth/login', { email: invited.email, password })
      expect(res.status).toBe(password === '' ? 422 : 401)
    }
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })

  it.each([
    ['no body', undefined],
    ['broken JSON', '{"email":'],
    ['an unknown field', { ...mara, admin: true }],
    ['a list', [mara]],
    ['numbers', { email: 1, password: 2 }],
    ['NUL in the password', { email: mara.email, password: 'a\u0000b' }],
    ['a password of two thousand characters', { email: mara.email, password: 'x'.repeat(2000) }],
  ])('refuses %s with a 4xx and no session', async (_, body) => {
    await using t = await testApp(app)
    const { name: _name, ...owner } = mara

    const input = typeof body === 'object' && 'admin' in body ? { ...owner, admin: true } : body
    const res = await t.send('POST', '/auth/login', input, { 'content-type': 'application/json' })

    expect(res.status).toBe(422)
    expect(res.headers.get('content-type')).toContain('application/problem+json')
    expect(await t.db.selectFrom('session').select('id').execute()).toEqual([])
  })

  it.each([
    ['a success', mara.password, 200],
    ['a refusal', 'wrong-password-here', 401],
    ['invalid input', '', 422],
  ])('carries the security headers on %s', async (_, password, status) => {
    await using t = await testApp(app)
    await setUpMara(t)

    const res = await t.send('POST', '/auth/login', { email: mara.email, password })

    expect(res.status).toBe(status)
    expect(Object.fromEntries(res.headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^req_/),
    })
  })

  it('knows no forged, foreign or expired access token', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const [head, body, signature = ''] = session.accessToken.split('.')
    const unsigned = btoa('{"alg":"none","typ":"JWT"}').replaceAll('=', '')
    const forged = [
      `${unsigned}.${body}.`,
      `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      session.refreshToken,
      'stk_0000',
      'x',
    ]
    for (const token of forged) {
      const res = await t.send('GET', '/auth/me', undefined, { authorization: `Bearer ${token}` })
      expect(res.status).toBe(401)
      expect(res.headers.get('www-authenticate')).toBe('Bearer')
    }
    t.advance(15 * 60_000 - 1000)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(200)
    t.advance(1000)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(401)
  })
})
