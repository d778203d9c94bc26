import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { SellReservation, SoldReservation } from '#shared/schemas/reservations.ts'
import { id } from '#shared/schemas/values.ts'
import { sellReservation } from '#shared/services/inventory/reservations/close.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/reservations/{id}/sell',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Sell what was reserved',
  request: {
    params: z.object({ id: id('reservation') }),
    body: { content: { 'application/json': { schema: SellReservation } } },
  },
  responses: {
    201: jsonReply(SoldReservation, 'The reservation, the sale, and what is left'),
    404: problemReply('There is no such reservation'),
    409: problemReply('It was released or sold already, or its location is inactive'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const sold = await sellReservation(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))
  return c.json(sold, 201, { location: `/api/inventory/movements/${sold.movement.id}` })
})
