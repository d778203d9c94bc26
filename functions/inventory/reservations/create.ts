import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { CreateReservation, Reservation } from '#shared/schemas/reservations.ts'
import { createReservation } from '#shared/services/inventory/reservations/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/reservations',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Set available stock aside',
  request: { body: jsonBody(CreateReservation) },
  responses: {
    201: jsonReply(Reservation, 'The reservation'),
    400: problemReply('There is less available than was asked for'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const reservation = await createReservation(c.get('ctx'), c.req.valid('json'))
  const location = `/api/inventory/reservations/${reservation.id}`
  return c.json(reservation, 201, { location })
})
