import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { AppEnv } from './env.ts'

/** The version of the API that the document states. */
export const API_VERSION = '0.1.0'

/** The OpenAPI 3.1 document of the endpoints that are mounted, from the schemas that validate. */
export function documentOf(app: OpenAPIHono<AppEnv>) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'an access token of /auth/login, or an API token of /tokens',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'stockroom_access',
    description: 'set by /auth/login; changes must come from the same origin',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Stockroom',
      version: API_VERSION,
      description:
        'Inventory for small importing and retail businesses. Money is a decimal string, a quantity a number with at most three decimals, an instant ISO-8601 UTC. Lists are paged: pass `nextCursor` as `cursor`. Errors are problem details (RFC 9457). `x-permission` names the permission that an operation demands.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: '/api' }],
  })
}

/** Serves the document, made on first demand, at `/api/openapi.json`. */
export function serveDocument(root: Hono<AppEnv>, app: OpenAPIHono<AppEnv>): void {
  let text: string | undefined
  root.get('/api/openapi.json', compress({ encoding: 'gzip' }), (c) => {
    c.get('http').route = '/openapi.json'
    text ??= JSON.stringify(documentOf(app))
    return c.body(text, 200, {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=60',
    })
  })
}
