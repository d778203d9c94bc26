import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { MovementPage, MovementQuery } from '#shared/schemas/inventory.ts'
import { listMovements } from '#shared/services/inventory/list-movements.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/movements',
  access: 'inventory:read',
  compressed: true,
  tags: ['inventory'],
  summary: 'List stock movements, newest first',
  request: { query: MovementQuery },
  responses: { 200: jsonReply(MovementPage, 'A page of movements') },
})

export default endpoint().openapi(route, async (c) => {
  return c.json(await listMovements(c.get('ctx'), c.req.valid('query')), 200)
})
