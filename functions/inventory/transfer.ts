import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Movements, Transfer } from '#shared/schemas/inventory.ts'
import { transferStock } from '#shared/services/inventory/adjust.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/transfer',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Move goods from one location to another',
  request: { body: jsonBody(Transfer) },
  responses: {
    201: jsonReply(Movements, 'Both sides of the transfer'),
    400: problemReply('There is less available than was asked for'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const moved = await transferStock(c.get('ctx'), c.req.valid('json'))
  return c.json(moved, 201, {
    location: `/api/inventory/movements/${moved.movements[0]?.id ?? ''}`,
  })
})
