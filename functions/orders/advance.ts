import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { AdvanceOrder } from '#shared/schemas/order-moves.ts'
import { Order } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { advanceOrder } from '#shared/services/orders/advance.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders/{id}/advance',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary:
    'Move an order one stage on; `orders:approve` and `orders:complete` where the stage takes them',
  request: {
    params: z.object({ id: id('order') }),
    body: { content: { 'application/json': { schema: AdvanceOrder } } },
  },
  responses: {
    200: jsonReply(Order, 'The order as stored'),
    404: problemReply('There is no such order'),
    409: problemReply(
      'The version is stale, the order is on hold or at its end, or something must hold before',
    ),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const order = await advanceOrder(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(order, 200, etag(order))
})
