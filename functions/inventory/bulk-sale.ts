import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { BulkSale, Movements } from '#shared/schemas/inventory.ts'
import { sellAll } from '#shared/services/inventory/sale.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/bulk-sale',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Sell up to 1,000 lines, all or none',
  request: { body: jsonBody(BulkSale) },
  responses: {
    201: jsonReply(Movements, 'What was sold'),
    400: problemReply('There is less available than was asked for'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const moved = await sellAll(c.get('ctx'), c.req.valid('json'))
  return c.json(moved, 201, {
    location: `/api/inventory/movements/${moved.movements[0]?.id ?? ''}`,
  })
})
