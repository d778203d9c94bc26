import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { type HostileCaller, hostileCaller } from '#shared/testing/hostile-caller.ts'
import { operationsOf, sampleOf } from '#shared/testing/operations.ts'
import { faultsOf } from '#shared/testing/refusal.ts'

const operations = operationsOf(app)
const guarded = operations.filter(({ access }) => access !== 'public')
const idempotent = operations.filter(({ headers }) =>
  headers.some(({ name }) => name.toLowerCase() === 'idempotency-key'),
)
const patches = operations.filter(({ method }) => method === 'PATCH')
const far = 'x'.repeat(100_000)

const malformed: [string, string][] = [
  ['nothing', ''],
  ['no token', 'Bearer'],
  ['a blank token', 'Bearer  '],
  ['another scheme', 'Basic bWFyYTpzZWNyZXQ='],
  ['no scheme', 'stk_0123456789'],
  ['two tokens', 'Bearer a b'],
  ['two headers', 'Bearer a, Bearer b'],
  ['a tab', 'Bearer\ta'],
  ['letters beyond ASCII', 'Bearer größe'],
  ['100 kB', `Bearer ${far}`],
  ['an unknown API token', 'Bearer stk_0123456789'],
  ['a long API token', `Bearer stk_${far}`],
  ['dots', 'Bearer ..'],
  ['five parts', 'Bearer a.b.c.d.e'],
  ['no base64', 'Bearer %%%.%%%.%%%'],
  ['JSON', 'Bearer {"alg":"none"}'],
]

/** Access tokens with one thing wrong with each. */
async function forgedTokens({ t, mara }: HostileCaller): Promise<[string, string][]> {
  const now = Math.floor(t.platform.now().getTime() / 1000)
  const session = await t.db.selectFrom('session').select('id').executeTakeFirstOrThrow()
  const claims = { sid: session.id }
  const fresh = () =>
    new SignJWT(claims)
      .setIssuer('stockroom')
      .setAudience('access')
      .setSubject(mara.user.id)
      .setIssuedAt(now)
      .setExpirationTime(now + 900)
  const hs256 = { alg: 'HS256' }
  const own = t.platform.keys.signing
  const other = new TextEncoder().encode('another_secret_key_0123456789_0123456789')
  const [head = '', payload = '', signature = ''] = mara.accessToken.split('.')
  const owner = Buffer.from(JSON.stringify({ ...claims, role: 'owner', exp: now * 2 }))
  return [
    ['another key', await fresh().setProtectedHeader(hs256).sign(other)],
    ['another algorithm', await fresh().setProtectedHeader({ alg: 'HS512' }).sign(other)],
    ['alg none', unsecured(claims, now)],
    ['alg none, signed', `${unsecured(claims, now)}${signature}`],
    ['no signature', `${head}.${payload}.`],
    ['another payload', `${head}.${owner.toString('base64url')}.${signature}`],
    ['a cut signature', mara.accessToken.slice(0, -4)],
    ['of the second factor', await fresh().setAudience('mfa').setProtectedHeader(hs256).sign(own)],
    ['another issuer', await fresh().setIssuer('else').setProtectedHeader(hs256).sign(own)],
    ['expired', await fresh().setExpirationTime(now).setProtectedHeader(hs256).sign(own)],
    [
      'from tomorrow',
      await fresh()
        .setNotBefore(now + 1)
        .setProtectedHeader(hs256)
        .sign(own),
    ],
    ['no end', await withClaims({ ...claims, aud: 'access', iss: 'stockroom', sub: 'x' }, own)],
    ['no session', await withClaims(claimsAt(now, {}), own)],
    ['a number for a session', await withClaims(claimsAt(now, { sid: 7 }), own)],
    ['an unknown session', await withClaims(claimsAt(now, { sid: `ses_${'0'.repeat(26)}` }), own)],
    ['half a pair', await withClaims(claimsAt(now, { sid: '\ud800' }), own)],
    ['a long session', await withClaims(claimsAt(now, { sid: far }), own)],
  ].map(([name = '', token = '']) => [name, `Bearer ${token}`])
}

function unsecured(claims: Record<string, string>, now: number): string {
  return new UnsecuredJWT(claims)
    .setIssuer('stockroom')
    .setAudience('access')
    .setSubject('x')
    .setExpirationTime(now + 900)
    .encode()
}

function claimsAt(now: number, claims: Record<string, unknown>) {
  return { iss: 'stockroom', aud: 'access', sub: 'x', iat: now, exp: now + 900, ...claims }
}

function withClaims(claims: Record<string, unknown>, key: CryptoKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key)
}

describe.each(databases)('an Authorization on %s', (database) => {
  it('that is malformed, forged or expired lets nobody in anywhere', async () => {
    await using caller = await hostileCaller(app, database)
    const attacks = [...malformed, ...(await forgedTokens(caller))]
    for (const operation of guarded) {
      const json = operation.body && sampleOf(operation.body)
      for (const [name, authorization] of attacks) {
        const res = await caller.attack(
          operation,
          name,
          { json, headers: { authorization } },
          [401],
        )
        expect(res.headers.get('www-authenticate')).toBe('Bearer')
      }
    }
    await caller.expectRefused(guarded.length * 30)
  }, 60_000)
})

describe('an Authorization', () => {
  it('that is right is taken in any letter case of its scheme, but with nothing behind it', async () => {
    await using caller = await hostileCaller(app)
    const { t, mara } = caller
    const me = (authorization: string) =>
      t.root.request('/api/auth/me', { headers: { authorization } })

    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect((await me(`${scheme} ${mara.accessToken}`)).status).toBe(200)
    }
    expect((await me(`Bearer ${mara.accessToken} `)).status).toBe(200)
    for (const wrong of [`${mara.accessToken} more`, `${mara.accessToken}, Bearer x`]) {
      expect(await faultsOf(await me(`Bearer ${wrong}`), [401])).toEqual([])
    }
  })

  it('is refused as a cookie alike', async () => {
    await using caller = await hostileCaller(app)
    const { t } = caller
    const forged = await forgedTokens(caller)
    const cookies = [...malformed, ...forged].map(([name, value]) => {
      const token = value.replace('Bearer ', '')
      return [name, `stockroom_access=${encodeURIComponent(token)}`] as const
    })
    const more = [
      ['no cookie', 'x'],
      ['an escape that is none', 'stockroom_access=%E0%A4%A'],
    ] as const
    for (const [name, cookie] of [...cookies, ...more]) {
      const res = await t.root.request('/api/auth/me', { headers: { cookie } })
      expect(await faultsOf(res, [401]), name).toEqual([])
    }
    await caller.expectRefused(0)
  })
})

describe('an Idempotency-Key', () => {
  it.each(idempotent)('of $method $path is refused when it is absurd', async (operation) => {
    await using caller = await hostileCaller(app)
    const json = operation.body && sampleOf(operation.body)
    for (const key of ['', ' ', 'a b', 'a\tb', 'größe', 'k'.repeat(256), far]) {
      const attack = { json, headers: { 'idempotency-key': key } }
      await caller.attack(operation, key.slice(0, 20), attack, [422])
    }
    await caller.expectRefused()
  })
})

describe('an If-Match', () => {
  it.each(patches)('of $method $path is refused when it is no version', async (operation) => {
    await using caller = await hostileCaller(app)
    const json = { ...(operation.body?.example as object), version: undefined }
    for (const version of [
      '',
      'abc',
      '"0"',
      '-1',
      '"1.5"',
      '1e9',
      '9'.repeat(20),
      '"1", "2"',
      far,
    ]) {
      const attack = { json, headers: { 'if-match': version } }
      const res = await caller.attack(operation, version.slice(0, 20), attack, [422])
      const { errors } = await res.json()
      expect(errors).toMatchObject([{ path: 'header.if-match' }])
    }
    await caller.expectRefused()
  })
})

describe('an X-Request-Id', () => {
  const absurd = [
    '',
    'short',
    'with blanks in it',
    '<script>alert(1)</script>',
    'größe-und-mehr',
    far,
  ]

  it.each([200, 404])('is told again in an answer %i only when it is an id', async (status) => {
    await using caller = await hostileCaller(app)
    const { t } = caller
    const path = status === 200 ? '/api/products' : '/api/nothing'
    const headers = { authorization: `Bearer ${caller.mara.accessToken}` }
    for (const id of absurd) {
      const res = await t.root.request(path, { headers: { ...headers, 'x-request-id': id } })
      expect(res.status).toBe(status)
      expect(res.headers.get('x-request-id')).toMatch(/^req_[0-9A-Z]{26}$/)
      const told = (await res.text()) + JSON.stringify(t.logLines.at(-1))
      if (id !== '') expect(told).not.toContain(id)
    }
    const known = await t.root.request(path, {
      headers: { ...headers, 'x-request-id': 'trace-4711' },
    })
    expect(known.headers.get('x-request-id')).toBe('trace-4711')
    expect(t.logLines.at(-1)).toMatchObject({ requestId: 'trace-4711' })
  })
})
