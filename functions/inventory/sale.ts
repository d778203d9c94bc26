import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { MovementAndLevel, Sale } from '#shared/schemas/inventory.ts'
import { sell } from '#shared/services/inventory/sale.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/sale',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Sell a product',
  request: { body: jsonBody(Sale) },
  responses: {
    201: jsonReply(MovementAndLevel, 'What was sold, and what is left'),
    400: problemReply('There is less available than was asked for'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const done = await sell(c.get('ctx'), c.req.valid('json'))
  return c.json(done, 201, { location: `/api/inventory/movements/${done.movement.id}` })
})
