import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { TransitionOrder } from '#shared/schemas/order-moves.ts'
import { Order } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { transitionOrder } from '#shared/services/orders/advance.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders/{id}/transition',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary:
    'Move an order to a later stage, over those that do not apply, or one step back with a reason',
  request: { params: z.object({ id: id('order') }), body: jsonBody(TransitionOrder) },
  responses: {
    200: jsonReply(Order, 'The order as stored'),
    404: problemReply('There is no such order'),
    409: problemReply('The version is stale, there is no such way, or something must hold before'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const order = await transitionOrder(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(order, 200, etag(order))
})
