import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Reservation } from '#shared/schemas/reservations.ts'
import { id } from '#shared/schemas/values.ts'
import { releaseReservation } from '#shared/services/inventory/reservations/close.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/reservations/{id}/release',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Give reserved stock back to what is available',
  request: { params: z.object({ id: id('reservation') }) },
  responses: {
    200: jsonReply(Reservation, 'The reservation, released'),
    404: problemReply('There is no such reservation'),
    409: problemReply('It was released or sold already'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await releaseReservation(c.get('ctx'), c.req.valid('param').id), 200),
)
