import { isJson } from './answer.ts'
import { idempotentRoutes } from './idempotent-routes.ts'
import type { Call } from './path-proxy.ts'
import { unreachable } from './problem.ts'

export type Send = (call: Call) => Promise<Response>

export interface RetryOptions {
  /** How often a request is sent again; 3 unless said, 0 for never. */
  retries: number
  /** The longest time to wait before the next try, in milliseconds; who is told to wait longer gives up. */
  longestWaitMs: number
  /** How long an answer may take to begin, in milliseconds. */
  timeoutMs: number
}

/** The first wait is at most this long, and each further one twice as long. */
const FIRST_WAIT_MS = 250
const LONGEST_BACKOFF_MS = 8_000
/** What proxies say when they got no answer from the server, or none in time. */
const cutOff = new Set([502, 503, 504])

/**
 * Sends a request again when that can do no harm: after 429 any, because nothing was done; when no
 * answer came only what counts once anyhow, which is a read, a PUT, and a write with an
 * `Idempotency-Key`.
 *
 * @throws ApiProblem with the code `unreachable` when no answer comes at last
 */
export function withRetries(send: Send, options: RetryOptions): Send {
  return async (call) => {
    const signal = call.init.signal ?? undefined
    for (let tries = 0; ; tries++) {
      const outcome = await attempt(send, call, options.timeoutMs)
      const waitMs = tries < options.retries ? waitBefore(call, outcome, tries) : undefined
      if (waitMs === undefined || waitMs > options.longestWaitMs) {
        if (outcome instanceof Error) throw outcome
        return outcome
      }
      if (!(outcome instanceof Error)) await outcome.body?.cancel()
      await pause(waitMs, signal)
    }
  }
}

/**
 * The answer, or why there is none. What the caller ended is thrown as it is. Ask whether it is an
 * Error: servers such as Hono's put a `Response` of their own into the place of the one of `fetch`.
 */
async function attempt(send: Send, call: Call, timeoutMs: number): Promise<Response | Error> {
  const given = call.init.signal ?? undefined
  const late = new AbortController()
  const timer = setTimeout(
    () => late.abort(new DOMException(`no answer in ${timeoutMs} ms`, 'TimeoutError')),
    timeoutMs,
  )
  const signal = given ? AbortSignal.any([given, late.signal]) : late.signal
  try {
    return await whole(await send({ ...call, init: { ...call.init, signal } }))
  } catch (cause) {
    if (given?.aborted) throw cause
    return unreachable(cause)
  } finally {
    clearTimeout(timer)
  }
}

/** JSON is read to its end, so that an answer which breaks off counts as none. */
async function whole(response: Response): Promise<Response> {
  if (!response.body || !isJson(response)) return response
  return new Response(await response.arrayBuffer(), response)
}

/** Milliseconds to wait before the request is sent again; undefined when it must not be. */
function waitBefore({ route, init }: Call, outcome: Response | Error, tries: number) {
  const isKeyed = idempotentRoutes.has(route) && new Headers(init.headers).has('idempotency-key')
  const isRepeatable = isKeyed || ['GET', 'HEAD', 'PUT'].includes(init.method)
  if (init.body instanceof ReadableStream) return undefined
  const backoff = Math.random() * Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_BACKOFF_MS)
  if (outcome instanceof Error) return isRepeatable ? backoff : undefined
  const told = retryAfterMs(outcome)
  // The key is in use: an earlier try is still being worked on.
  if (outcome.status === 409) return isKeyed ? told : undefined
  if (outcome.status === 429 || (isRepeatable && cutOff.has(outcome.status))) return told ?? backoff
  return undefined
}

/** What `Retry-After` says, as seconds or as a date. */
function retryAfterMs({ headers }: Response): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

/** @throws what the signal was aborted with */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const end = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end)
      resolve()
    }, ms)
    signal?.addEventListener('abort', end, { once: true })
  })
}
