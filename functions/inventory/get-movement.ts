import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Movement } from '#shared/schemas/inventory.ts'
import { id } from '#shared/schemas/values.ts'
import { getMovement } from '#shared/services/inventory/list-movements.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/movements/{id}',
  access: 'inventory:read',
  tags: ['inventory'],
  summary: 'Read a movement',
  request: { params: z.object({ id: id('movement') }) },
  responses: {
    200: jsonReply(Movement, 'The movement'),
    404: problemReply('There is no such movement'),
  },
})

export default endpoint().openapi(route, async (c) => {
  return c.json(await getMovement(c.get('ctx'), c.req.valid('param').id), 200)
})
