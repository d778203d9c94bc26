import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { HttpBindings } from '@hono/node-server'
import type { AppContext } from '#shared/http/env.ts'
import type { Client } from '#shared/http/platform.ts'

/**
 * Who is at the other end of a connection to the Node server. What a proxy says of its client is
 * believed only when the proxy's own address is configured; everybody else could claim anything.
 *
 * A proxy may write one of `X-Forwarded-For` and `X-Real-IP` and pass the other on as it came. When
 * the two name different callers, nobody knows which of them a proxy wrote, and the address is that
 * of the proxy: who lies about theirs must not get another one with each request.
 *
 * @param trustedProxies see `proxyList`
 */
export function nodeClient(trustedProxies: string): (c: AppContext) => Client {
  const proxies = proxyList(trustedProxies)
  const isTrusted = (address: string) => proxies.check(address, familyOf(address))
  if (proxies.rules.length === 0) return directClient
  return (c) => {
    const { socket } = (c.env as HttpBindings).incoming
    const peer = plainAddress(socket.remoteAddress)
    if (peer === null || !isTrusted(peer)) return { ip: peer, https: false }
    const told = ['x-forwarded-for', 'x-real-ip'].map((name) =>
      farthest(c.req.header(name) ?? '', peer, isTrusted),
    )
    const callers = [...new Set(told.filter((address) => !isTrusted(address)))]
    const ip = callers.length > 1 ? peer : (callers[0] ?? told[0] ?? peer)
    return { ip, https: c.req.header('x-forwarded-proto') === 'https' }
  }
}

/** Without a proxy there is nobody to ask but the socket. */
function directClient(c: AppContext): Client {
  return { ip: plainAddress((c.env as HttpBindings).incoming.socket.remoteAddress), https: false }
}

/**
 * How far the addresses of a header lead: from its end, where each proxy wrote what it saw, up to the
 * first that is no trusted proxy.
 */
function farthest(told: string, peer: string, isTrusted: (address: string) => boolean): string {
  let farthest = peer
  for (const entry of told.split(',').toReversed()) {
    const address = plainAddress(withoutPort(entry.trim()))
    if (address === null) break
    farthest = address
    if (!isTrusted(address)) break
  }
  return farthest
}

/** The word for every network that this machine is on, such as that of its containers. */
const ATTACHED = 'attached'

/**
 * The addresses and networks of a text such as `127.0.0.1, 10.0.0.0/8, fd00::/8`, or `attached`.
 * @throws Error naming the entry that is neither
 */
export function proxyList(text: string): BlockList {
  const list = new BlockList()
  const entries = text.split(',').map((part) => part.trim())
  for (const entry of entries.flatMap((word) => (word === ATTACHED ? attached() : word))) {
    if (entry === '') continue
    const [start = '', bits, ...more] = entry.split('/')
    const address = plainAddress(start)
    const longest = isIP(start) === 4 ? 32 : 128
    const length = bits === undefined ? longest : Number(bits)
    const isLength = bits !== '' && Number.isInteger(length) && length >= 0 && length <= longest
    if (address === null || !isLength || more.length > 0) {
      throw new Error(
        `${entry} is neither an address nor a network such as 10.0.0.0/8, nor the word ${ATTACHED}`,
      )
    }
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(start, length, familyOf(start))
  }
  return list
}

function attached(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((of) => of ?? [])
  return addresses.flatMap(({ internal, cidr }) => (internal || cidr === null ? [] : cidr))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6'
}

/** Some proxies add the port: `203.0.113.4:5555`, `[2001:db8::1]:5555`. */
function withoutPort(entry: string): string {
  const [, address] = /^\[([^\]]+)\](?::\d+)?$/.exec(entry) ?? /^([\d.]+):\d+$/.exec(entry) ?? []
  return address ?? entry
}

/** IPv4 addresses of a socket that also speaks IPv6 come as `::ffff:127.0.0.1`. */
function plainAddress(address: string | undefined): string | null {
  if (address === undefined) return null
  const plain = /^::ffff:[\d.]+$/i.test(address) ? address.slice(7) : address
  return isIP(plain) === 0 ? null : plain
}
