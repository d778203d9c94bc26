import { newKey } from './answer.ts'
import type { Api } from './api-types.ts'
import { idempotentRoutes } from './idempotent-routes.ts'
import { type Call, pathProxy } from './path-proxy.ts'
import { withRenewal } from './renewal.ts'
import { type RetryOptions, type Send, withRetries } from './retry.ts'

/** A sign-in that can be renewed, such as that of `signIn`. */
export interface Auth {
  /** The token to send; undefined to send none, as on a page whose cookies sign it in. */
  token: () => string | undefined | Promise<string | undefined>
  /** Called with the token that was refused; tells whether there is another one now. */
  renew?: (refused: string | undefined) => Promise<boolean>
}

export interface ClientOptions extends Partial<RetryOptions> {
  /** Where the server is, without `/api`; of a page its own host unless said. */
  url?: string
  /** An API token, or a sign-in. */
  auth?: string | Auth
  /** Headers of every request. */
  headers?: Record<string, string>
  /** What to use instead of the `fetch` of the platform. */
  fetch?: (url: string, init: RequestInit) => Response | Promise<Response>
}

/**
 * Every endpoint of the API by its path: `shop.orders[':id'].$get({ param: { id } })`. An endpoint
 * gives its answer, whatever that is; `take` gives its body or throws.
 *
 * A write that can be counted once gets an `Idempotency-Key` of its own, unless the call names one.
 */
export function createClient(options: ClientOptions = {}): Api {
  const { url = '', auth = anonymous } = options
  const { token, renew } = typeof auth === 'string' ? { token: () => auth } : auth
  const send = withRetries(sender(options), {
    retries: options.retries ?? 3,
    longestWaitMs: options.longestWaitMs ?? 60_000,
    timeoutMs: options.timeoutMs ?? 120_000,
  })

  async function signedIn(call: Call): Promise<Response> {
    let used: string | undefined
    const sendSigned = async () => {
      used = await token()
      return send(used === undefined ? call : signedBy(call, used))
    }
    return renew ? withRenewal(call.url, sendSigned, () => renew(used)) : sendSigned()
  }
  return pathProxy(`${url.replace(/\/+$/, '')}/api`, (call) => signedIn(keyed(call))) as Api
}

const anonymous: Auth = { token: () => undefined }

function sender({ fetch: given, headers }: ClientOptions): Send {
  // By its bare name: browsers refuse to call it as the method of anything else.
  const ask = given ?? ((url: string, init: RequestInit) => fetch(url, init))
  return async ({ url, init }) => ask(url, { ...init, headers: { ...headers, ...init.headers } })
}

function signedBy(call: Call, token: string): Call {
  const headers = { authorization: `Bearer ${token}`, ...call.init.headers }
  return { ...call, init: { ...call.init, headers } }
}

/** The key is made once, before any try, so that all tries carry the same. */
function keyed(call: Call): Call {
  if (!idempotentRoutes.has(call.route)) return call
  const headers = new Headers(call.init.headers)
  if (!headers.has('idempotency-key')) headers.set('idempotency-key', newKey())
  return { ...call, init: { ...call.init, headers: Object.fromEntries(headers) } }
}
