import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { OrderStages } from '#shared/schemas/orders.ts'
import { listOrderStages } from '#shared/services/orders/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/orders/stages',
  access: 'orders:read',
  tags: ['orders'],
  summary: 'List the stages of an order, what each takes, and the orders in it added up',
  responses: { 200: jsonReply(OrderStages, 'All stages in their order, `cancelled` last') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listOrderStages(c.get('ctx')), 200),
)
