import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { CancelOrder } from '#shared/schemas/order-moves.ts'
import { Order } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { cancelOrder } from '#shared/services/orders/cancel.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders/{id}/cancel',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary: 'Give an order up of which nothing was received',
  request: { params: z.object({ id: id('order') }), body: jsonBody(CancelOrder) },
  responses: {
    200: jsonReply(Order, 'The order as stored'),
    404: problemReply('There is no such order'),
    409: problemReply(
      'The version is stale, or something was received: cancel what remains instead',
    ),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const order = await cancelOrder(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(order, 200, etag(order))
})
