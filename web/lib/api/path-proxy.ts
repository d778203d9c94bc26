/** One request, as it was asked for by its path and method. */
export interface Call {
  method: string
  url: string
  json: unknown
  headers: Record<string, string> | undefined
  init: RequestInit | undefined
}

interface Input {
  param?: Record<string, string>
  query?: Record<string, string | readonly string[] | undefined>
  json?: unknown
}

interface Options {
  headers?: Record<string, string>
  init?: RequestInit
}

/**
 * What runs behind the types of Hono's client: `api.products[':id'].$get({ param: { id } })` becomes
 * `GET /api/products/…`. Its own runtime is five times as large, because it also does what no page
 * here needs: forms, cookies, WebSockets.
 */
export function pathProxy(base: string, send: (call: Call) => Promise<Response>): unknown {
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      // What has a `then` would be waited for like a promise.
      get: (_, name) =>
        typeof name === 'string' && name !== 'then' ? at([...path, name]) : undefined,
      apply: (_, __, [input = {}, options = {}]: [Input?, Options?]) => {
        const { param = {}, query = {}, json } = input
        const method = path.at(-1)?.replace('$', '').toUpperCase() ?? ''
        const words = path
          .slice(0, -1)
          .map((word) =>
            word.startsWith(':') ? encodeURIComponent(param[word.slice(1)] ?? '') : word,
          )
        const url = [base, ...words].join('/') + queryOf(query)
        return send({ method, url, json, headers: options.headers, init: options.init })
      },
    })
  return at([])
}

function queryOf(query: NonNullable<Input['query']>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) parameters.append(name, one)
  }
  return parameters.size > 0 ? `?${parameters.toString()}` : ''
}
