import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Revaluation } from '#shared/schemas/revaluations.ts'
import { id } from '#shared/schemas/values.ts'
import { getRevaluation } from '#shared/services/inventory/revaluations/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/revaluations/{id}',
  access: 'inventory:read',
  tags: ['inventory'],
  summary: 'Read a revaluation',
  request: { params: z.object({ id: id('revaluation') }) },
  responses: {
    200: jsonReply(Revaluation, 'The revaluation'),
    404: problemReply('There is no such revaluation'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await getRevaluation(c.get('ctx'), c.req.valid('param').id), 200),
)
