import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Reservation } from '#shared/schemas/reservations.ts'
import { id } from '#shared/schemas/values.ts'
import { getReservation } from '#shared/services/inventory/reservations/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/reservations/{id}',
  access: 'inventory:read',
  tags: ['inventory'],
  summary: 'Read a reservation',
  request: { params: z.object({ id: id('reservation') }) },
  responses: {
    200: jsonReply(Reservation, 'The reservation'),
    404: problemReply('There is no such reservation'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await getReservation(c.get('ctx'), c.req.valid('param').id), 200),
)
