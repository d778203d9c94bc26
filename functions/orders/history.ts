import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { OrderHistoryPage } from '#shared/schemas/orders.ts'
import { id, pageQuery } from '#shared/schemas/values.ts'
import { listOrderHistory } from '#shared/services/orders/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/orders/{id}/history',
  access: 'orders:read',
  compressed: true,
  tags: ['orders'],
  summary: 'List what happened to an order, oldest first',
  request: { params: z.object({ id: id('order') }), query: z.strictObject(pageQuery) },
  responses: {
    200: jsonReply(OrderHistoryPage, 'A page of the history'),
    404: problemReply('There is no such order'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const page = await listOrderHistory(c.get('ctx'), c.req.valid('param').id, c.req.valid('query'))
  return c.json(page, 200)
})
