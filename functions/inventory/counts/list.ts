import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { CountPage, ListCounts } from '#shared/schemas/counts.ts'
import { listCounts } from '#shared/services/inventory/counts/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/counts',
  access: 'inventory:read',
  compressed: true,
  tags: ['inventory'],
  summary: 'List counts, newest first',
  request: { query: ListCounts },
  responses: { 200: jsonReply(CountPage, 'A page of counts, without their lines') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listCounts(c.get('ctx'), c.req.valid('query')), 200),
)
