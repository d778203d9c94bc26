import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { AppEnv } from './env.ts'

/** The version of the API that the document states. */
export const API_VERSION = '0.1.0'

/** What each area is about, in the order in which the documentation shows them. */
const areas: Readonly<Record<string, string>> = {
  auth: 'The first owner, sign-in, two-factor sign-in, sessions, passwords',
  users: 'People and their roles',
  tokens: 'API tokens for machines, scoped and expiring',
  products: 'The catalogue: products, their prices, import and export of CSV files',
  categories: 'A tree of categories that products belong to',
  suppliers: 'Whom you buy from, with contacts',
  locations: 'Where stock is kept; `main` exists from the start',
  inventory: 'Stock on hand and its movements, reservations, counts and revaluations',
  reports: 'Sales and stock value day by day',
  orders: 'Purchase orders: ten stages from draft to completed, approvals, amendments, history',
  payments:
    'What is planned, approved and paid to suppliers, refunds, credit notes, and their sums',
  monitor: 'Days until stockout, from what was sold and what is on order',
  alerts: 'What needs attention: stock that is low, out, too much, or late',
  settings: 'Company name, currency, time zone, limits, alerts',
  mails: 'Mails that were sent or wait to be sent',
  events: 'What happens, told as it happens',
  webhooks: 'Addresses of others that are told of events, signed by Standard Webhooks',
  audit: 'Who changed what and when, with old and new values, sealed against tampering',
  system: 'Health of the process and its database',
}

const introduction = `Inventory for small importing and retail businesses.

- **Sign-in**: send the \`accessToken\` of \`POST /auth/login\`, or an API token, as \`Authorization: Bearer …\`. \`x-permission\` names the permission that an operation demands.
- **Values**: money is a decimal string, a quantity a number with at most three decimals, an instant ISO-8601 UTC.
- **Lists** are paged: pass \`nextCursor\` of an answer as \`cursor\` of the next request, until it is null.
- **Changes** carry the \`version\` you read, in the body or as \`If-Match\`; a stale one is refused with 409.
- **Repeats**: with the same \`Idempotency-Key\` a request is done once, however often it is sent.
- **Errors** are problem details (RFC 9457): \`type\` is stable, \`errors\` lists every problem of the input with its path, \`requestId\` finds the log line.`

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
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Stockroom',
      version: API_VERSION,
      description: introduction,
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: '/api' }],
  })
  const items = Object.values(document.paths ?? {}) as Record<string, Operation>[]
  const operations = items.flatMap((item) => Object.values(item))
  for (const { parameters = [] } of operations) parameters.forEach(tellExample)
  const used = new Set(operations.flatMap(({ tags }) => tags ?? []))
  const tags = Object.entries(areas).filter(([name]) => used.has(name))
  return { ...document, tags: tags.map(([name, description]) => ({ name, description })) }
}

interface Operation {
  tags?: string[]
  parameters?: Parameter[]
}

interface Parameter {
  in: string
  description?: string
  schema: { example?: string | number | boolean }
}

/** Who tries a request out would send the example of every filter with it, so it becomes words. */
function tellExample(parameter: Parameter): void {
  const { example, ...schema } = parameter.schema
  if (parameter.in !== 'query' || example === undefined) return
  parameter.description = `${parameter.description ?? ''}, e.g. \`${String(example)}\``
  parameter.schema = schema
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
