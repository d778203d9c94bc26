import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from '#shared/testing/refusal.ts'
import { type ServerProcess, startProcess, until } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const METRICS_TOKEN = 'metrics_token_of_the_test'
const owner = {
  email: 'mara@shop.example',
  password: 'quiet-lantern-over-harbour',
  name: 'Mara Quist',
}
const wrong = 'a-password-that-is-not-hers'
const json = { 'content-type': 'application/json' }

/** Sends bytes as they are and gives what comes back until the connection is closed. */
function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    // A server that refuses may reset the connection while the rest is on its way.
    socket.on('error', (error: Error & { code?: string }) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(answer) : reject(error),
    )
    socket.on('close', () => resolve(answer))
    socket.end(request, 'latin1')
  })
}

describe('the server process', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let server: ServerProcess
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers })
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api${path}`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(body),
    })

  beforeAll(async () => {
    folder = await temporaryFolder()
    server = await startProcess({ DATA_DIR: folder.path, METRICS_TOKEN })
  }, 60_000)

  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })

  it('keeps a connection longer than the proxy in front of it does', async () => {
    const answer = await get('/api/health')
    await answer.body?.cancel()
    expect(answer.headers.get('keep-alive')).toBe('timeout=75')
  })

  it('answers health, readiness and the API document', async () => {
    expect(await (await get('/api/health')).json()).toEqual({ status: 'ok' })
    expect(await (await get('/api/health/ready')).json()).toMatchObject({ status: 'ready' })
    const document = await (await get('/api/openapi.json')).json()
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Stockroom' } })
  })

  it.each([
    ['/api/products?q=/api/health', 401],
    ['/anything/api/health', 404],
    ['/api/health/', 404],
    ['/api/health/api/health', 404],
  ])('takes GET %s for no question of health', async (path, status) => {
    const res = await get(path)
    expect(await faultsOf(res, [status])).toEqual([])
  })

  it('serves the documentation with everything that it needs, under its own policy', async () => {
    const page = await get('/docs')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    const html = await page.text()
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link)
    expect(links).toEqual([
      'data:,',
      '/docs/swagger-ui.css',
      '/docs/swagger-ui-bundle.js',
      '/docs/init.js',
    ])
    for (const link of links.slice(1)) {
      const asset = await get(link)
      expect(asset.status, link).toBe(200)
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff')
      expect((await asset.text()).length).toBeGreaterThan(100)
    }
    for (const path of ['/docs/nothing.js', '/docs/..%2Fpackage.json', '/docs/__proto__']) {
      expect((await get(path)).status, path).toBe(404)
    }
  })

  it('gives metrics to whoever has their token, as Prometheus reads them', async () => {
    await get('/api/products/prd_01JB2QK3V5X7Z9B1D3F5H7J9M1')
    await get('/api/nothing/of/the/kind')
    for (const authorization of ['', 'Bearer', `Bearer ${METRICS_TOKEN}x`, METRICS_TOKEN]) {
      expect((await get('/metrics', { authorization })).status, authorization).toBe(401)
    }

    const res = await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })

    expect(res.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const lines = (await res.text()).trimEnd().split('\n')
    const label = String.raw`[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\n"])*"`
    const sample = new RegExp(
      String.raw`^[a-zA-Z_:][\w:]*(?:\{${label}(?:,${label})*\})? (?:[-+]?\d[\d.e+-]*|NaN|[+-]Inf)$`,
    )
    const comment = /^# (?:HELP|TYPE) [a-zA-Z_:][\w:]* .+$/
    const strange = lines.filter((line) => line !== '' && !sample.test(line) && !comment.test(line))
    expect(strange).toEqual([])
    const counted = lines.filter((line) => line.startsWith('stockroom_http_requests_total{'))
    expect(counted).toContainEqual(
      expect.stringContaining('method="GET",route="/products/{id}",status="401"'),
    )
    expect(counted.join()).not.toMatch(/prd_|of\/the\/kind/)
    expect(lines.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true)
  })

  it('logs each request once, as JSON with its id, and no secret anywhere', async () => {
    const { email, password } = owner
    const setup = await post('/auth/setup', owner, { 'x-request-id': 'setup-of-the-test' })
    expect(setup.status).toBe(201)
    const first = await setup.json()
    const login = await post('/auth/login', { email, password })
    const failed = await post('/auth/login', { email, password: wrong })
    const secondWay = await login.json()
    const bearer = { authorization: `Bearer ${secondWay.accessToken}` }
    const refreshed = await (
      await post('/auth/refresh', { refreshToken: first.refreshToken })
    ).json()
    const mfa = await (await post('/auth/mfa/setup', {}, bearer)).json()
    const token = { name: 'web shop', scopes: ['products:read'] }
    const machine = await (await post('/tokens', token, bearer)).json()
    await get(`/api/products?q=${machine.token}`, { authorization: `Bearer ${machine.token}` })
    await post('/auth/password/forgot', { email })

    expect([login.status, failed.status]).toEqual([200, 401])
    await until('the last request is logged', () => server.output.log.includes('/password/forgot'))
    const requests = server.logLines().filter((line) => line['event'] === 'request')
    for (const res of [setup, login, failed]) {
      const id = res.headers.get('x-request-id')
      const logged = requests.filter((line) => line['requestId'] === id)
      expect(logged).toMatchObject([{ level: 'info', method: 'POST', status: res.status }])
    }
    expect(requests).toContainEqual(
      expect.objectContaining({
        requestId: 'setup-of-the-test',
        path: '/api/auth/setup',
        ip: '127.0.0.1',
      }),
    )
    expect(server.logLines().every((line) => Date.parse(String(line['at'])) > 0)).toBe(true)
    const secrets = [password, wrong, METRICS_TOKEN, mfa.secret, machine.token]
    for (const answer of [first, secondWay, refreshed]) {
      secrets.push(answer.accessToken, answer.refreshToken)
    }
    for (const secret of secrets) {
      expect(secret).toEqual(expect.stringMatching(/.{8}/))
      expect(server.output.log + server.output.words).not.toContain(secret)
    }
    expect(server.output.log).not.toMatch(/"level":"error"/)
  })

  it('does not believe what a client says of its address', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.9', 'x-real-ip': '198.51.100.9' }
    const res = await get('/api/auth/me', headers)
    const id = res.headers.get('x-request-id')
    const logged = await until('the request is logged', () =>
      server.logLines().find((line) => line['requestId'] === id),
    )
    expect(logged).toMatchObject({ ip: '127.0.0.1', status: 401 })
  })

  const host = 'Host: localhost\r\n'
  it.each([
    ['no HTTP', 'nonsense\r\n\r\n', 400],
    ['no host', 'GET /api/health HTTP/1.1\r\n\r\n', 400],
    ['a host that is none', 'GET /api/products HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
    [
      'a header with a line break',
      `GET /api/me HTTP/1.1\r\n${host}X-Request-Id: a\r\n b\r\n\r\n`,
      400,
    ],
    ['a header with NUL', `GET /api/me HTTP/1.1\r\n${host}X-Request-Id: a\0b\r\n\r\n`, 400],
    [
      '100 kB of one header',
      `GET /api/health HTTP/1.1\r\n${host}X-A: ${'x'.repeat(100_000)}\r\n\r\n`,
      431,
    ],
    [
      '10,000 headers',
      `GET /api/health HTTP/1.1\r\n${host}${'X-A: b\r\n'.repeat(10_000)}\r\n`,
      431,
    ],
    ['a path of 100 kB', `GET /api/${'x'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`, 431],
    [
      'two lengths',
      `POST /api/auth/login HTTP/1.1\r\n${host}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      400,
    ],
    [
      'a length and pieces',
      `POST /api/auth/login HTTP/1.1\r\n${host}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'a negative length',
      `POST /api/auth/login HTTP/1.1\r\n${host}Content-Length: -2\r\n\r\n{}`,
      400,
    ],
    [
      'pieces that are none',
      `POST /api/auth/login HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      400,
    ],
    ['an unknown method', `BREW /api/products HTTP/1.1\r\n${host}\r\n`, 400],
    [
      'another site',
      `GET http://evil.example/api/nothing HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
      404,
    ],
    [
      'a path with two slashes',
      `GET //evil.example/api/health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
      404,
    ],
    ['a path up', `GET /../../etc/passwd HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 404],
    [
      'an escape that is none',
      `GET /api/products/%E0%A4%A HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
      401,
    ],
  ])('refuses %s and goes on', async (_, request, status) => {
    const answer = await exchange(server.port, request)
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(await (await get('/api/health/ready')).json()).toMatchObject({ status: 'ready' })
    expect(server.output.log).not.toMatch(/"level":"error"/)
  })

  it('survives callers who hang up in the middle of a body', async () => {
    const half = `POST /api/auth/login HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"email":`
    await Promise.all(Array.from({ length: 20 }, () => exchange(server.port, half)))
    expect((await get('/api/health/ready')).status).toBe(200)
    expect(server.output.log).not.toMatch(/"level":"error"/)
  })
})
