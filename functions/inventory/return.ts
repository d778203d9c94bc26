import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { MovementAndLevel, Return } from '#shared/schemas/inventory.ts'
import { takeBack } from '#shared/services/inventory/return.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/return',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Take goods back from a customer',
  request: { body: jsonBody(Return) },
  responses: {
    201: jsonReply(MovementAndLevel, 'What came back, and what is there now'),
    404: problemReply('There is no such sale'),
    409: problemReply('More would come back than was sold, or the product was deleted since'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const done = await takeBack(c.get('ctx'), c.req.valid('json'))
  return c.json(done, 201, { location: `/api/inventory/movements/${done.movement.id}` })
})
