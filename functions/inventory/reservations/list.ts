import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListReservations, ReservationPage } from '#shared/schemas/reservations.ts'
import { listReservations } from '#shared/services/inventory/reservations/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/reservations',
  access: 'inventory:read',
  compressed: true,
  tags: ['inventory'],
  summary: 'List reservations, newest first',
  request: { query: ListReservations },
  responses: { 200: jsonReply(ReservationPage, 'A page of reservations') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listReservations(c.get('ctx'), c.req.valid('query')), 200),
)
