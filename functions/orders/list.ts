import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListOrders, OrderPage } from '#shared/schemas/orders.ts'
import { listOrders } from '#shared/services/orders/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/orders',
  access: 'orders:read',
  compressed: true,
  tags: ['orders'],
  summary: 'List purchase orders, without their lines',
  request: { query: ListOrders },
  responses: { 200: jsonReply(OrderPage, 'A page of orders') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listOrders(c.get('ctx'), c.req.valid('query')), 200),
)
