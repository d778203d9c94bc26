import type { AppContext } from './env.ts'

/** On every answer of the API: it is data, so a browser must neither run, frame nor keep it. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

export const httpsHeader = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/**
 * Runs the rest of the request and sees that its answer carries these headers. A JSON answer gets
 * them as one plain object: `c.header` builds a Headers object, which alone costs a third of the
 * requests per second. Whatever else an endpoint answers gets them afterwards, where it has not set
 * its own.
 *
 * @param base headers by lower-case name; the object becomes the answer's own
 */
export async function withHeaders(
  c: AppContext,
  base: Record<string, string>,
  next: () => Promise<void>,
): Promise<void> {
  const original = { json: c.json, header: c.header }
  const state = { complete: false, plain: true }
  c.header = (...args) => {
    state.plain = false
    original.header(...args)
  }
  const json = (body: unknown, status = 200, headers?: Record<string, string>) => {
    state.complete = true
    base['content-type'] = 'application/json'
    for (const name in headers) base[name] = headers[name] ?? ''
    return new Response(JSON.stringify(body), { status, headers: base })
  }
  c.json = ((body: never, status?: never, headers?: never) =>
    state.plain
      ? json(body, status, headers)
      : original.json(body, status, headers)) as typeof c.json

  await next()
  if (state.complete && state.plain) return
  const { headers } = c.res
  for (const name in base) if (!headers.has(name)) headers.set(name, base[name] ?? '')
}
