import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListRevaluations, RevaluationPage } from '#shared/schemas/revaluations.ts'
import { listRevaluations } from '#shared/services/inventory/revaluations/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/revaluations',
  access: 'inventory:read',
  compressed: true,
  tags: ['inventory'],
  summary: 'List revaluations, newest first',
  request: { query: ListRevaluations },
  responses: { 200: jsonReply(RevaluationPage, 'A page of revaluations') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listRevaluations(c.get('ctx'), c.req.valid('query')), 200),
)
