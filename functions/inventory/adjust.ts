import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Adjustment, MovementAndLevel } from '#shared/schemas/inventory.ts'
import { adjustStock } from '#shared/services/inventory/adjust.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/adjust',
  access: 'inventory:adjust',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Set right what is on hand',
  request: { body: jsonBody(Adjustment) },
  responses: {
    201: jsonReply(MovementAndLevel, 'What changed, and what is there now'),
    400: problemReply('There is less available than was asked for'),
    409: problemReply('Nothing would change'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const done = await adjustStock(c.get('ctx'), c.req.valid('json'))
  return c.json(done, 201, { location: `/api/inventory/movements/${done.movement.id}` })
})
