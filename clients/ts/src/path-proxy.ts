import type { CallOptions } from './answer.ts'

/** One request, as it was asked for by its path and method. */
export interface Call {
  /** Method and path with the names of its parameters: `GET /orders/:id`. */
  route: string
  url: string
  init: Omit<RequestInit, 'method' | 'headers'> & {
    method: string
    headers: Record<string, string>
  }
}

interface Input {
  param?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  json?: unknown
  body?: RequestInit['body']
}

/**
 * What runs behind the type `Api`: `api.products[':id'].$get({ param: { id } })` becomes
 * `GET /api/products/…`, and is given to `send`.
 *
 * @param base what all addresses begin with: `/api`
 */
export function pathProxy(base: string, send: (call: Call) => Promise<Response>): unknown {
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      // What has a `then` would be waited for like a promise.
      get: (_, name) =>
        typeof name === 'string' && name !== 'then' ? at([...path, name]) : undefined,
      apply: async (_, __, [input = {}, options = {}]: [Input?, CallOptions?]) =>
        send(callOf(base, path, input, options)),
    })
  return at([])
}

function callOf(
  base: string,
  path: readonly string[],
  { param = {}, query = {}, json, body }: Input,
  { headers, init }: CallOptions,
): Call {
  const verb = path.at(-1) ?? ''
  if (!verb.startsWith('$')) throw new TypeError(`no endpoint: ${path.join('/')} lacks its $method`)
  const method = verb.slice(1).toUpperCase()
  const pattern = path.slice(0, -1)
  const words = pattern.map((word) => (word.startsWith(':') ? wordOf(word.slice(1), param) : word))
  return {
    route: `${method} /${pattern.join('/')}`,
    url: [base, ...words].join('/') + queryOf(query),
    init: {
      ...init,
      method,
      headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(json !== undefined ? { body: JSON.stringify(json) } : body && { body }),
    },
  }
}

/** @throws TypeError for what would lead to another endpoint, however it is encoded */
function wordOf(name: string, param: NonNullable<Input['param']>): string {
  const value = param[name] ?? ''
  if (/^\.{0,2}$/.test(value)) throw new TypeError(`param ${name} must not be "${value}"`)
  return encodeURIComponent(value)
}

function queryOf(query: NonNullable<Input['query']>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.append(name, String(value))
  }
  const text = parameters.toString()
  return text && `?${text}`
}
