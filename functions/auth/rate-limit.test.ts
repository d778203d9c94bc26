import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  as,
  mara,
  seedPerson,
  setUpMara,
  signInAs,
  turnMfaOn,
  type TestSession,
} from '#shared/testing/people.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const MINUTE = 60_000

function wrong(t: TestApp, ip: string, email = mara.email): Promise<Response> {
  return t.send('POST', '/auth/login', { email, password: 'wrong' }, { 'x-test-ip': ip })
}

function right(t: TestApp, ip: string): Promise<Response> {
  const { email, password } = mara
  return t.send('POST', '/auth/login', { email, password }, { 'x-test-ip': ip })
}

async function statuses(answers: Promise<Response>[]): Promise<Record<number, number>> {
  const counts: Record<number, number> = {}
  for (const { status } of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe.each(databases)('failed sign-ins on %s', (database) => {
  it('refuse the sixth within 15 minutes with Retry-After, and let go afterwards', async () => {
    await using t = await testApp(app, { database })
    await setUpMara(t)
    for (let i = 0; i < 5; i++) {
      expect((await wrong(t, '192.0.2.1')).status).toBe(401)
      t.advance(MINUTE)
    }

    const res = await right(t, '192.0.2.1')

    expect(res.status).toBe(429)
    expect(res.headers.get('retry-after')).toBe('600')
    expect(res.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await res.json()).toMatchObject({
      type: '/problems/rate-limited',
      status: 429,
      retryAfterSeconds: 600,
    })
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
    t.advance(10 * MINUTE - 1)
    expect((await right(t, '192.0.2.1')).status).toBe(429)
    t.advance(1)
    expect((await right(t, '192.0.2.1')).status).toBe(200)
  })

  it('let exactly five of a hundred parallel guesses be tried', async () => {
    await using t = await testApp(app, { database })
    await setUpMara(t)

    const guesses = Array.from({ length: 100 }, () => wrong(t, '192.0.2.1'))

    expect(await statuses(guesses)).toEqual({ 401: 5, 429: 95 })
    const actions = await t.auditActions()
    expect(actions.filter((action) => action === 'user.LOGIN_FAILED')).toHaveLength(5)
  })
})

describe('failed sign-ins', () => {
  it('count for an account across addresses, whether anybody has it or not', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    for (const email of [mara.email, 'nobody@shop.example']) {
      for (let i = 0; i < 5; i++) {
        expect((await wrong(t, `192.0.2.${i}`, email)).status).toBe(401)
      }
      expect((await wrong(t, '192.0.2.77', email.toUpperCase())).status).toBe(429)
      t.advance(15 * MINUTE)
    }
  })

  it('count for an address across accounts, and for the whole IPv6 network of it', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    for (const [first, other, foreign] of [
      ['192.0.2.1', '192.0.2.1', '192.0.2.2'],
      ['2001:db8:0:7::1', '2001:db8:0:7:aaaa::9', '2001:db8:0:8::1'],
    ] as const) {
      for (let i = 0; i < 5; i++) {
        expect((await wrong(t, first, `guess${i}@shop.example`)).status).toBe(401)
      }
      expect((await right(t, other)).status).toBe(429)
      expect((await right(t, foreign)).status).toBe(200)
    }
  })

  it('are no concern of an address whose attempts were refused for the account', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const clerk = await seedPerson(t, { role: 'clerk' })
    for (let i = 0; i < 5; i++) await wrong(t, `192.0.2.${i}`)
    for (let i = 0; i < 8; i++) expect((await right(t, '198.51.100.9')).status).toBe(429)

    await signInAs(t, clerk, { 'x-test-ip': '198.51.100.9' })
  })

  it('do not count successes nor bad input, however many come at once', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    for (let i = 0; i < 4; i++) await wrong(t, '192.0.2.1')
    for (let i = 0; i < 7; i++) {
      const res = await t.send('POST', '/auth/login', { email: mara.email })
      expect(res.status).toBe(422)
    }

    expect(await statuses(Array.from({ length: 12 }, () => right(t, '192.0.2.1')))).toEqual({
      200: 12,
    })
    expect((await wrong(t, '192.0.2.1')).status).toBe(401)
    expect((await right(t, '192.0.2.1')).status).toBe(429)
  })

  it('begin their window with the first failure, not with a success before it', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    await right(t, '192.0.2.1')
    t.advance(14 * MINUTE)
    for (let i = 0; i < 5; i++) await wrong(t, '192.0.2.1')

    t.advance(2 * MINUTE)

    expect((await right(t, '192.0.2.1')).headers.get('retry-after')).toBe(String(13 * 60))
  })

  it.each([
    ['/auth/login', { email: mara.email, password: mara.password }, 200],
    ['/auth/password/reset', { token: 'guess', password: mara.password }, 422],
  ])('at %s wait for nobody whose body is still on its way', async (path, body, status) => {
    await using t = await testApp(app)
    await setUpMara(t)
    const headers = { 'content-type': 'application/json', 'x-test-ip': '192.0.2.1' }
    const rest = new TransformStream<Uint8Array, Uint8Array>()
    const slow = t.root.request(`/api${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-length': '2' },
      body: rest.readable,
      duplex: 'half',
    } as RequestInit)

    const quick = await t.send('POST', path, body, headers)

    expect(quick.status).toBe(status)
    const writer = rest.writable.getWriter()
    void writer.write(new TextEncoder().encode('{}')).then(() => writer.close())
    expect((await slow).status).toBe(422)
  })

  it('are shared by processes with the same database', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const other = onPlatform(t.platform, app, {
      client: () => ({ ip: '192.0.2.50', https: false }),
      requestsPerMinute: 1000,
    })
    for (let i = 0; i < 5; i++) await wrong(t, `192.0.2.${i}`)

    const res = await other.request('/api/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: mara.email, password: mara.password }),
    })

    expect(res.status).toBe(429)
  })
})

describe('an attempt that cannot be taken back', () => {
  it('fails nothing that was done, and is told in the log', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    await sql`create trigger refused before delete on rate_counter
      begin select raise(abort, 'the disk is full'); end`.execute(t.platform.writer)
    const body = { currentPassword: mara.password, newPassword: 'violet-tractor-sings-twice' }

    const changed = await t.send('POST', '/auth/password', body, as(owner))
    const login = { email: mara.email, password: body.newPassword }
    const signedIn = await t.send('POST', '/auth/login', login)

    expect([changed.status, signedIn.status]).toEqual([204, 200])
    const told = t.logLines.filter(({ event }) => event === 'an attempt stays counted')
    expect(told).toHaveLength(3)
    expect(told[0]).toMatchObject({
      level: 'warn',
      error: 'the disk is full',
      requestId: changed.headers.get('x-request-id'),
    })
  })
})

describe('other guesses', () => {
  it('at the second factor stop after five, for the account', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    await turnMfaOn(t, owner)
    const { mfaToken } = await (await right(t, '192.0.2.1')).json()
    const guess = (i: number) =>
      t.send('POST', '/auth/mfa/challenge', { mfaToken, code: '000000' }, address(i))

    for (let i = 0; i < 5; i++) expect((await guess(i)).status).toBe(401)

    const res = await guess(6)
    expect(res.status).toBe(429)
    expect(res.headers.get('retry-after')).toBe('900')
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })

  it('at the present password stop after five and do not lock the sign-in', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const body = { currentPassword: 'wrong', newPassword: 'violet-tractor-sings-twice' }
    const guess = () => t.send('POST', '/auth/password', body, as(owner))

    for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(422)

    expect((await guess()).status).toBe(429)
    expect((await right(t, '192.0.2.1')).status).toBe(200)
  })

  it('at reset links stop after five, for the address', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const body = { token: 'guess', password: 'violet-tractor-sings-twice' }
    const guess = (i: number) => t.send('POST', '/auth/password/reset', body, address(i))

    for (let i = 0; i < 5; i++) expect((await guess(1)).status).toBe(422)

    expect((await guess(1)).status).toBe(429)
    expect((await guess(2)).status).toBe(422)
  })

  it('may ask for five reset mails to an address, known or not', async () => {
    await using t = await testApp(app)
    const owner: TestSession = await setUpMara(t)
    for (const email of [mara.email, 'nobody@shop.example']) {
      const ask = (i: number) => t.send('POST', '/auth/password/forgot', { email }, address(i))
      const asked = Array.from({ length: 7 }, (_, i) => ask(i))
      expect(await statuses(asked)).toEqual({ 204: 5, 429: 2 })
    }
    const links = await t.db.selectFrom('passwordReset').select('userId').execute()
    expect(links).toEqual(Array(5).fill({ userId: owner.user.id }))
  })
})

function address(i: number): Record<string, string> {
  return { 'x-test-ip': `198.51.100.${i}` }
}
