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

/** What an answer carries beside what its endpoint says. */
export interface Added {
  /** Headers by lower-case name; the object becomes the answer's own. */
  headers: Record<string, string>
  /** Values of Set-Cookie. */
  cookies: readonly string[]
}

/**
 * Runs the rest of the request and sees that its answer carries these headers. A JSON answer gets
 * them as one plain object: `c.header` builds a Headers object, which alone costs a third of the
 * requests per second, so endpoints give theirs to `c.json` (lint sees to that). Whatever else an
 * endpoint answers gets them afterwards, where it has not set its own.
 */
export async function withHeaders(
  c: AppContext,
  { headers, cookies }: Added,
  next: () => Promise<void>,
): Promise<void> {
  const sent = { asJson: false }
  // Endpoints give a status and plain headers, nothing else that Hono's own would take.
  c.json = jsonReply(headers, sent) as typeof c.json
  await next()
  if (sent.asJson && cookies.length === 0) return
  const own = c.res.headers
  for (const name in headers) if (!own.has(name)) own.set(name, headers[name] ?? '')
  for (const cookie of cookies) own.append('set-cookie', cookie)
}

/**
 * A function of its own that knows nothing of the context: V8 lets a context with a method that
 * refers back to it survive young collections, which halves the requests per second.
 */
function jsonReply(base: Record<string, string>, sent: { asJson: boolean }) {
  return (body: unknown, status = 200, headers?: Record<string, string>) => {
    sent.asJson = true
    base['content-type'] = 'application/json'
    for (const name in headers) base[name] = headers[name] ?? ''
    return new Response(JSON.stringify(body), { status, headers: base })
  }
}
