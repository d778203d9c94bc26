import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Order } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { getOrder } from '#shared/services/orders/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/orders/{id}',
  access: 'orders:read',
  compressed: true,
  tags: ['orders'],
  summary: 'Read a purchase order with its lines',
  request: { params: z.object({ id: id('order') }) },
  responses: {
    200: jsonReply(Order, 'The order'),
    404: problemReply('There is no such order'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const order = await getOrder(c.get('ctx'), c.req.valid('param').id)
  return c.json(order, 200, etag(order))
})
