import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { as, mara, setUpMara, turnMfaOn, appCode } from '#shared/testing/people.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const credentials = { email: mara.email, password: mara.password }
const own = { origin: 'http://localhost:3000' }
const foreign = { origin: 'https://evil.example' }

/** The cookies of an answer by name, each with its value and its attributes. */
function cookiesOf(res: Response): Map<string, { value: string; attributes: string[] }> {
  return new Map(
    res.headers.getSetCookie().map((line) => {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split('=')
      return [name, { value, attributes: attributes.toSorted() }]
    }),
  )
}

function cookieHeader(res: Response): { cookie: string } {
  const pairs = [...cookiesOf(res)].map(([name, { value }]) => `${name}=${value}`)
  return { cookie: pairs.join('; ') }
}

async function browserLogin(t: TestApp): Promise<Response> {
  const res = await t.send('POST', '/auth/login', { ...credentials, session: 'cookie' })
  expect(res.status).toBe(200)
  return res
}

describe('cookies of a browser', () => {
  it('hold the tokens out of reach of scripts and of other sites', async () => {
    await using t = await testApp(app)
    await setUpMara(t)

    const res = await browserLogin(t)

    expect(await res.clone().json()).toMatchObject({
      user: { email: mara.email },
      accessToken: null,
      refreshToken: null,
      expiresIn: 900,
    })
    const cookies = cookiesOf(res)
    expect(cookies.get('stockroom_access')?.attributes).toEqual([
      'HttpOnly',
      'Max-Age=900',
      'Path=/',
      'SameSite=Strict',
    ])
    expect(cookies.get('stockroom_refresh')?.attributes).toEqual([
      'HttpOnly',
      'Max-Age=2592000',
      'Path=/api/auth',
      'SameSite=Strict',
    ])
    expect((await t.send('GET', '/auth/me', undefined, cookieHeader(res))).status).toBe(200)
  })

  it('are set beside the tokens for who asks for tokens', async () => {
    await using t = await testApp(app)
    const res = await t.send('POST', '/auth/setup', mara)
    const { accessToken, refreshToken } = await res.json()
    expect(cookiesOf(res).get('stockroom_access')?.value).toBe(accessToken)
    expect(cookiesOf(res).get('stockroom_refresh')?.value).toBe(refreshToken)
  })

  it('travel over TLS only where the site has it', async () => {
    const client = () => ({ ip: '203.0.113.7', https: true })
    await using t = await testApp(app, { http: { client } })
    const res = await t.send('POST', '/auth/setup', mara)
    for (const [, { attributes }] of cookiesOf(res)) expect(attributes).toContain('Secure')
    expect(res.headers.get('strict-transport-security')).toContain('max-age=31536000')
  })

  it('follow a second factor too', async () => {
    await using t = await testApp(app)
    const { secret } = await turnMfaOn(t, await setUpMara(t))
    const { mfaToken } = await (await browserLogin(t)).json()

    const code = await appCode(t, secret)
    const input = { mfaToken, code, session: 'cookie' }
    const res = await t.send('POST', '/auth/mfa/challenge', input)

    expect(await res.clone().json()).toMatchObject({ accessToken: null, refreshToken: null })
    expect((await t.send('GET', '/auth/me', undefined, cookieHeader(res))).status).toBe(200)
  })

  it.each([
    ['a foreign origin', foreign, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['no origin at all', {}, 403],
    ['another site, without an origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['our own pages', own, 204],
    ['our own pages, without an origin', { 'sec-fetch-site': 'same-origin' }, 204],
  ])('change something from %s: %s', async (_, headers, status) => {
    await using t = await testApp(app)
    await setUpMara(t)
    const browser = { ...cookieHeader(await browserLogin(t)), ...headers }
    const { items } = await (await t.send('GET', '/auth/sessions', undefined, browser)).json()

    const res = await t.send('DELETE', `/auth/sessions/${items[1].id}`, undefined, browser)

    expect(res.status).toBe(status)
    const open = t.db.selectFrom('session').select('id').where('revokedAt', 'is', null)
    expect(await open.execute()).toHaveLength(status === 204 ? 1 : 2)
  })

  it.each([
    ['the public one, however it is written', 'http://localhost:3000', 'api:8000', 204],
    ['the one that was typed', 'http://192.168.1.5:3000', '192.168.1.5:3000', 204],
    ['a foreign one', 'https://evil.example', '192.168.1.5:3000', 403],
    ['the host of the proxy as part of another', 'http://a.192.168.1.5', '192.168.1.5', 403],
  ])('change something through a proxy that sets Host from %s', async (_, origin, host, status) => {
    await using t = await testApp(app)
    t.platform.publicUrl = 'HTTP://LocalHost:3000/stock'
    await setUpMara(t)
    const proxied = { origin, host: '127.0.0.1:8000', 'x-forwarded-host': host }
    const browser = { ...cookieHeader(await browserLogin(t)), ...proxied }

    const res = await t.send('POST', '/auth/logout', undefined, browser)

    expect(res.status).toBe(status)
  })

  it('renew themselves, for our own pages only', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const browser = cookieHeader(await browserLogin(t))
    const refresh = (headers: object) =>
      t.send('POST', '/auth/refresh', undefined, { ...browser, ...headers })
    expect((await refresh(foreign)).status).toBe(403)
    expect((await refresh({})).status).toBe(403)
    expect(await t.db.selectFrom('refreshToken').select('usedAt').execute()).toEqual([
      { usedAt: null },
      { usedAt: null },
    ])

    const res = await refresh(own)

    expect(res.status).toBe(200)
    expect(await res.clone().json()).toMatchObject({ accessToken: null, refreshToken: null })
    expect((await t.send('GET', '/auth/me', undefined, cookieHeader(res))).status).toBe(200)
    expect(cookieHeader(res)).not.toEqual(browser)
  })

  it('go at the sign-out, also when the access token has expired', async () => {
    await using t = await testApp(app)
    const before = await setUpMara(t)
    const browser = cookieHeader(await browserLogin(t))
    t.advance(3_600_000)
    expect(
      (await t.send('POST', '/auth/logout', undefined, { ...browser, ...foreign })).status,
    ).toBe(403)

    const res = await t.send('POST', '/auth/logout', undefined, { ...browser, ...own })

    expect(res.status).toBe(204)
    for (const [, { value, attributes }] of cookiesOf(res)) {
      expect(value).toBe('')
      expect(attributes).toContain('Max-Age=0')
    }
    expect(cookiesOf(res).size).toBe(2)
    const ended = await t.send('POST', '/auth/refresh', undefined, { ...browser, ...own })
    expect(ended.status).toBe(401)
    const { refreshToken } = before
    expect((await t.send('POST', '/auth/refresh', { refreshToken })).status).toBe(200)
  })

  it('go also when the session had ended already', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const browser = cookieHeader(await browserLogin(t))
    const { items } = await (await t.send('GET', '/auth/sessions', undefined, browser)).json()
    await t.send('DELETE', `/auth/sessions/${items[0].id}`, undefined, as(session))

    const res = await t.send('POST', '/auth/logout', undefined, { ...browser, ...own })

    expect(res.status).toBe(401)
    expect(cookiesOf(res).get('stockroom_access')?.attributes).toContain('Max-Age=0')
    expect(res.headers.get('content-type')).toContain('application/problem+json')
  })

  it('lose against a bearer token, which needs no origin', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const browser = cookieHeader(await browserLogin(t))

    const res = await t.send('POST', '/auth/mfa/setup', undefined, {
      ...browser,
      ...foreign,
      ...as(session),
    })

    expect(res.status).toBe(200)
  })
})
