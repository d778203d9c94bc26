import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { HoldOrder } from '#shared/schemas/order-moves.ts'
import { Order } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { holdOrder } from '#shared/services/orders/hold.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders/{id}/hold',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary: 'Put an order on hold, or release it with `onHold: false`',
  request: {
    params: z.object({ id: id('order') }),
    body: { content: { 'application/json': { schema: HoldOrder } } },
  },
  responses: {
    200: jsonReply(Order, 'The order as stored'),
    404: problemReply('There is no such order'),
    409: problemReply('The version is stale, or it is so already'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const order = await holdOrder(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(order, 200, etag(order))
})
