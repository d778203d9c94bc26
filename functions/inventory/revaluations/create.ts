import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { CreateRevaluation, Revaluation } from '#shared/schemas/revaluations.ts'
import { createRevaluation } from '#shared/services/inventory/revaluations/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/revaluations',
  access: 'inventory:adjust',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Change what stock is worth, e.g. by a late freight bill',
  request: { body: jsonBody(CreateRevaluation) },
  responses: {
    201: jsonReply(Revaluation, 'The revaluation, with the average cost before and after'),
    409: problemReply('Nothing is on hand, or the stock would be worth less than nothing'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const revaluation = await createRevaluation(c.get('ctx'), c.req.valid('json'))
  const location = `/api/inventory/revaluations/${revaluation.id}`
  return c.json(revaluation, 201, { location })
})
