import { defineRoute, endpoint, jsonBody, jsonReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { CreateOrder, Order } from '#shared/schemas/orders.ts'
import { createOrder } from '#shared/services/orders/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary: 'Begin a purchase order as a draft, with the next number',
  request: { body: jsonBody(CreateOrder) },
  responses: { 201: jsonReply(Order, 'The order as stored') },
})

export default endpoint().openapi(route, async (c) => {
  const order = await createOrder(c.get('ctx'), c.req.valid('json'))
  return c.json(order, 201, { location: `/api/orders/${order.id}`, ...etag(order) })
})
