import type { AppContext } from '#shared/http/env.ts'
import type { Client } from '#shared/http/platform.ts'

/**
 * The caller as the platform's own proxy wrote it: the last entry of `X-Forwarded-For`. What stands
 * before it is the caller's own word.
 */
export function forwardedClient(c: AppContext): Client {
  const entries = (c.req.header('x-forwarded-for') ?? '').split(',')
  return { ip: addressOf(entries.at(-1) ?? ''), https: isHttps(c) }
}

export function isHttps(c: AppContext): boolean {
  const told = c.req.header('x-forwarded-proto')
  return told === undefined ? c.req.url.startsWith('https:') : told === 'https'
}

/** An address without the port that some proxies add; null when it is none. */
export function addressOf(entry: string): string | null {
  const text = entry.trim()
  const [, bare = text] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? /^([\d.]+):\d+$/.exec(text) ?? []
  return /^[\d.]{7,15}$|^[\da-f:.]*:[\da-f:.]*$/i.test(bare) ? bare : null
}
