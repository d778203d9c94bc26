import { networkInterfaces } from 'node:os'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { nodeClient, proxyList } from '#containers/api/client.ts'
import type { AppEnv } from '#shared/http/env.ts'
import type { Client } from '#shared/http/platform.ts'

/** What the server takes for the client of a connection from `peer` with these headers. */
async function clientOf(
  trusted: string,
  peer: string | undefined,
  headers: Record<string, string> = {},
): Promise<Client> {
  const app = new Hono<AppEnv>()
  const client = nodeClient(trusted)
  app.get('/', (c) => c.json(client(c)))
  const env = { incoming: { socket: { remoteAddress: peer } } }
  return (await app.request('/', { headers }, env)).json()
}

const forged = {
  'x-forwarded-for': '198.51.100.1',
  'x-real-ip': '198.51.100.2',
  'x-forwarded-proto': 'https',
}

describe('the address of a client', () => {
  it.each([
    ['', '203.0.113.9'],
    ['127.0.0.1', '203.0.113.9'],
    ['10.0.0.0/8', '203.0.113.9'],
    ['127.0.0.1', '::1'],
    ['203.0.113.0/29', '203.0.113.9'],
  ])(
    'is that of the connection when %j does not trust %s, whatever it claims',
    async (trusted, peer) => {
      expect(await clientOf(trusted, peer, forged)).toEqual({ ip: peer, https: false })
    },
  )

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', '::ffff:127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['10.0.0.5, 127.0.0.1', '127.0.0.1'],
    ['127.0.0.0/8', '::ffff:127.9.9.9'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['fd00::/8', 'fd12:3456::1'],
    ['0.0.0.0/0', '203.0.113.9'],
  ])('is what the proxy says when %j trusts %s', async (trusted, peer) => {
    const told = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'https' }
    expect(await clientOf(trusted, peer, told)).toEqual({ ip: '198.51.100.1', https: true })
  })

  it.each([
    ['the last entry, because the client wrote the first', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['what came before other trusted proxies', '1.1.1.1, 198.51.100.1, 10.0.0.7', '198.51.100.1'],
    ['the first proxy when nobody else is named', '10.0.0.7, 10.0.0.8', '10.0.0.7'],
    ['an address without its port', '198.51.100.1:5555', '198.51.100.1'],
    ['IPv6', '2001:db8::1', '2001:db8::1'],
    ['IPv6 in brackets', '[2001:db8::1]', '2001:db8::1'],
    ['IPv6 with its port', '[2001:db8::1]:5555', '2001:db8::1'],
    ['IPv4 in IPv6', '::ffff:198.51.100.1', '198.51.100.1'],
    ['IPv4 in IPv6 with its port', '[::ffff:198.51.100.1]:5555', '198.51.100.1'],
    ['the proxy when the entry is garbage', '1.1.1.1, unknown', '10.0.0.1'],
    ['the last proxy before garbage', '<script>, 10.0.0.7', '10.0.0.7'],
    ['the proxy when the header is empty', '', '10.0.0.1'],
    ['the proxy when an octet is none', '198.51.100.999', '10.0.0.1'],
    ['the proxy when there is a path', '198.51.100.1/24', '10.0.0.1'],
  ])('is %s', async (_, forwarded, ip) => {
    const headers = { 'x-forwarded-for': forwarded }
    expect(await clientOf('10.0.0.0/24', '10.0.0.1', headers)).toEqual({ ip, https: false })
  })

  it.each([
    ['X-Real-IP alone', undefined, '198.51.100.2', '198.51.100.2'],
    ['both when they agree', '1.1.1.1, 198.51.100.2', '198.51.100.2', '198.51.100.2'],
    [
      'both when they agree in other words',
      '198.51.100.2:5555',
      '::ffff:198.51.100.2',
      '198.51.100.2',
    ],
    [
      'the one that leads past a further proxy',
      '198.51.100.1, 10.0.0.7',
      '10.0.0.7',
      '198.51.100.1',
    ],
    ['X-Real-IP when the other leads nowhere', 'unknown', '198.51.100.2', '198.51.100.2'],
  ])('is told by %s', async (_, forwarded, real, ip) => {
    const headers = { 'x-real-ip': real, ...(forwarded && { 'x-forwarded-for': forwarded }) }
    expect(await clientOf('10.0.0.0/24', '10.0.0.1', headers)).toEqual({ ip, https: false })
  })

  it.each([
    ['X-Real-IP through a proxy that writes X-Forwarded-For', '203.0.113.9', '198.51.100.2'],
    ['X-Forwarded-For through a proxy that writes X-Real-IP', '198.51.100.2', '203.0.113.9'],
  ])('is not what a caller claims by %s', async (_, forwarded, real) => {
    const headers = { 'x-forwarded-for': forwarded, 'x-real-ip': real }
    expect(await clientOf('10.0.0.1', '10.0.0.1', headers)).toMatchObject({ ip: '10.0.0.1' })
  })

  it('is unknown when the connection is gone, or is no network address', async () => {
    expect(await clientOf('127.0.0.1', undefined, forged)).toEqual({ ip: null, https: false })
    expect(await clientOf('127.0.0.1', '/run/socket', forged)).toEqual({ ip: null, https: false })
  })
})

describe('proxyList', () => {
  it.each([
    'nginx',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0',
    '::1/129',
    '10.0.0.0/-1',
    '*',
  ])('refuses %s by name', (entry) => {
    expect(() => proxyList(`127.0.0.1, ${entry}`)).toThrow(`${entry} is neither an address nor`)
  })

  it('takes the word attached for the networks that this machine is on, and for no other', () => {
    const own = Object.values(networkInterfaces()).flatMap((of) => of ?? [])
    const outside = own.filter(({ internal }) => !internal)
    const list = proxyList('192.0.2.7, attached')
    expect(list.check('192.0.2.7')).toBe(true)
    expect(list.check('127.0.0.1')).toBe(false)
    expect(list.check('198.51.100.1')).toBe(false)
    for (const { address, family } of outside) {
      expect(list.check(address, family === 'IPv4' ? 'ipv4' : 'ipv6'), address).toBe(true)
    }
  })
})
