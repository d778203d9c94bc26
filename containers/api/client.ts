import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { AppContext } from '#shared/http/env.ts'
import type { Client } from '#shared/http/platform.ts'

/**
 * Who is at the other end of a connection to the Node server. What a proxy says of its client is
 * believed only when the proxy's own address is configured; everybody else could claim anything.
 *
 * @param trustedProxies addresses, e.g. `127.0.0.1, 10.0.0.5`; `X-Real-IP` is read first, else the
 * last entry of `X-Forwarded-For`, which is the one that the proxy itself wrote
 */
export function nodeClient(trustedProxies: string): (c: AppContext) => Client {
  const trusted = new Set(
    trustedProxies
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== ''),
  )
  return (c) => {
    const { socket } = (c.env as HttpBindings).incoming
    const peer = plainAddress(socket.remoteAddress)
    if (peer === null || !trusted.has(peer)) return { ip: peer, https: false }
    const forwarded =
      c.req.header('x-real-ip') ?? c.req.header('x-forwarded-for')?.split(',').at(-1)
    return {
      ip: plainAddress(forwarded?.trim()) ?? peer,
      https: c.req.header('x-forwarded-proto') === 'https',
    }
  }
}

/** IPv4 addresses of a socket that also speaks IPv6 come as `::ffff:127.0.0.1`. */
function plainAddress(address: string | undefined): string | null {
  if (address === undefined) return null
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address
  return isIP(plain) === 0 ? null : plain
}
