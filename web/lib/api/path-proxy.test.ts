import { describe, expect, it } from 'vitest'
import { type Call, pathProxy } from './path-proxy.ts'

/** The calls that a use of the proxy makes. */
function callsOf(use: (api: never) => unknown): Call[] {
  const calls: Call[] = []
  const api = pathProxy('/api', (call) => {
    calls.push(call)
    return Promise.resolve(new Response())
  })
  use(api as never)
  return calls
}

interface Any {
  [name: string]: Any & ((input?: object, options?: object) => unknown)
}

describe('pathProxy', () => {
  it('makes addresses of paths, parameters and queries', () => {
    const calls = callsOf((api: Any) => {
      api['products']?.['$get']?.({ query: { q: 'a b', limit: '10', status: undefined } })
      api['orders']?.[':id']?.['lines']?.[':lineId']?.['cancel-remaining']?.['$post']?.(
        { param: { id: 'ord_1', lineId: 'a/b' }, json: { version: 1 } },
        { headers: { 'idempotency-key': 'k' } },
      )
      api['auth']?.['me']?.['$get']?.()
    })
    expect(calls).toMatchObject([
      { method: 'GET', url: '/api/products?q=a+b&limit=10', json: undefined },
      {
        method: 'POST',
        url: '/api/orders/ord_1/lines/a%2Fb/cancel-remaining',
        json: { version: 1 },
        headers: { 'idempotency-key': 'k' },
      },
      { method: 'GET', url: '/api/auth/me' },
    ])
  })

  it('is no promise, so that it can be returned from one', async () => {
    const calls = callsOf(() => undefined)
    const api = pathProxy('/api', () => Promise.reject(new Error('called')))
    expect(typeof (await Promise.resolve(api))).toBe('function')
    expect(calls).toEqual([])
  })
})
