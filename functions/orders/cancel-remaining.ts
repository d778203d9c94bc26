import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { CancelRemaining } from '#shared/schemas/order-moves.ts'
import { Order } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { cancelRemaining } from '#shared/services/orders/cancel-remaining.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders/{id}/lines/{lineId}/cancel-remaining',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary: 'Give up what is still to come of a line, or a part of it',
  request: {
    params: z.object({ id: id('order'), lineId: id('orderLine') }),
    body: { content: { 'application/json': { schema: CancelRemaining } } },
  },
  responses: {
    200: jsonReply(Order, 'The order as stored; received, when nothing is to come any more'),
    404: problemReply('There is no such order or line'),
    409: problemReply('The version is stale, or nothing is still to come'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const { id: orderId, lineId } = c.req.valid('param')
  const order = await cancelRemaining(c.get('ctx'), orderId, lineId, input)
  return c.json(order, 200, etag(order))
})
