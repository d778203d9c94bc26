import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionFetch } from './session-fetch.ts'

const REFRESH = '/api/auth/refresh'

/** What stands for the server: answers by path, and every request that came. */
class Server {
  readonly asked: string[] = []
  isSignedIn = false
  canRefresh = true
  isReachable = true

  readonly fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const path = input instanceof Request ? input.url : String(input)
    this.asked.push(path)
    // An answer takes a moment, in which other requests arrive.
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (!this.isReachable) throw new TypeError('fetch failed')
    if (path === REFRESH) {
      this.isSignedIn = this.canRefresh
      return new Response(null, { status: this.canRefresh ? 200 : 401 })
    }
    return new Response(null, { status: this.isSignedIn ? 200 : 401 })
  }

  count(path: string): number {
    return this.asked.filter((one) => one === path).length
  }
}

let server: Server

beforeEach(() => {
  server = new Server()
  const kept = new Map<string, string>()
  vi.stubGlobal('fetch', server.fetch)
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
  // One tab after the other, as the lock of a browser lets them.
  let last: Promise<unknown> = Promise.resolve()
  const request = (_: string, work: () => Promise<unknown>) => (last = last.then(work))
  vi.stubGlobal('navigator', { locks: { request } })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a request with the sign-in of the browser', () => {
  it('goes out once while there is a sign-in', async () => {
    server.isSignedIn = true
    expect((await sessionFetch('/api/products')).status).toBe(200)
    expect(server.asked).toEqual(['/api/products'])
  })

  it('renews a sign-in that has run out, and is sent again', async () => {
    expect((await sessionFetch('/api/products')).status).toBe(200)
    expect(server.asked).toEqual(['/api/products', REFRESH, '/api/products'])
  })

  it('renews once for all requests that found it run out', async () => {
    const paths = ['/api/products', '/api/orders', '/api/settings', '/api/alerts']
    const answers = await Promise.all(paths.map((path) => sessionFetch(path)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(server.count(REFRESH)).toBe(1)
  })

  it('gives the refusal when the sign-in cannot be renewed, and does not ask again', async () => {
    server.canRefresh = false
    expect((await sessionFetch('/api/products')).status).toBe(401)
    expect(server.asked).toEqual(['/api/products', REFRESH])
  })

  it.each(['/api/auth/login', '/api/auth/refresh', '/api/auth/mfa/challenge'])(
    'takes a refusal of %s for what it is',
    async (path) => {
      server.canRefresh = false
      expect((await sessionFetch(path)).status).toBe(401)
      expect(server.asked).toEqual([path])
    },
  )

  it('renews where the browser has no locks, as over plain HTTP', async () => {
    vi.stubGlobal('navigator', {})
    expect((await sessionFetch('/api/products')).status).toBe(200)
    expect(server.count(REFRESH)).toBe(1)
  })

  it('says that the server cannot be reached', async () => {
    server.isReachable = false
    await expect(sessionFetch('/api/products')).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('lets the end that somebody asked for through as it is', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('ended', 'AbortError')))
    await expect(sessionFetch('/api/products')).rejects.toMatchObject({ name: 'AbortError' })
  })
})
