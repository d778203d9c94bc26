import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Movements, Reversal } from '#shared/schemas/inventory.ts'
import { id } from '#shared/schemas/values.ts'
import { reverseMovement } from '#shared/services/inventory/reverse.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/movements/{id}/reverse',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Undo a movement by a counter-movement at its cost and location',
  request: {
    params: z.object({ id: id('movement') }),
    body: { content: { 'application/json': { schema: Reversal } } },
  },
  responses: {
    201: jsonReply(Movements, 'The counter-movement; two for a transfer'),
    400: problemReply('Later movements used the stock up'),
    404: problemReply('There is no such movement'),
    409: problemReply(
      'It was undone already, goods of the sale came back, or its product or location are out of use',
    ),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { id } = c.req.valid('param')
  const moved = await reverseMovement(c.get('ctx'), id, c.req.valid('json'))
  return c.json(moved, 201, {
    location: `/api/inventory/movements/${moved.movements[0]?.id ?? ''}`,
  })
})
