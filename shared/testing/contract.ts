import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import { expect } from 'vitest'
import * as z from 'zod'
import type { AppEnv } from '#shared/http/env.ts'

interface Endpoint {
  route: RouteConfig
  pattern: RegExp
}

const endpointsOf = new WeakMap<OpenAPIHono<AppEnv>, Endpoint[]>()

/**
 * Asserts that an answer is one that the contract of its endpoint declares: status, media type,
 * headers, and a body with the declared fields and no others. What no endpoint answered is let be.
 *
 * @param path below `/api`, with or without a query
 */
export async function expectDeclared(
  app: OpenAPIHono<AppEnv>,
  method: string,
  path: string,
  res: Response,
): Promise<void> {
  const [plain = ''] = path.split('?')
  const endpoint = findEndpoint(app, method, plain)
  if (!endpoint) return
  const { responses } = endpoint.route
  const where = `${method} ${endpoint.route.path} answering ${res.status}`
  const reply = responses[res.status]
  if (!reply || '$ref' in reply) throw new Error(`${where} is not declared in its contract`)
  for (const name of Object.keys(reply.headers ?? {})) {
    expect(res.headers.has(name), `${where} must carry ${name}`).toBe(true)
  }
  const [type = ''] = (res.headers.get('content-type') ?? '').split(';')
  const content = reply.content?.[type as 'application/json']
  if (!reply.content) expect(type, `${where} must have no body`).toBe('')
  else expect(content, `${where} is of an undeclared type: ${type}`).toBeDefined()
  const schema = content && 'schema' in content ? content.schema : undefined
  if (!(schema instanceof z.ZodType)) return
  const body: unknown = await res.clone().json()
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`)
  expect(body, `${where} has only declared fields`).toEqual(parsed.data)
}

function findEndpoint(app: OpenAPIHono<AppEnv>, method: string, path: string) {
  let endpoints = endpointsOf.get(app)
  if (!endpoints) {
    const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
      definition.type === 'route' ? [definition.route] : [],
    )
    // A path that is all words goes before one with ids in it, as in the router.
    const ids = ({ path }: RouteConfig) => path.split('{').length
    endpoints = routes
      .toSorted((a, b) => ids(a) - ids(b))
      .map((route) => ({
        route,
        pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      }))
    endpointsOf.set(app, endpoints)
  }
  return endpoints.find(
    ({ route, pattern }) => route.method === method.toLowerCase() && pattern.test(path),
  )
}
