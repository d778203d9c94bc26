import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { SendOrder } from '#shared/schemas/order-moves.ts'
import { Order } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { sendOrder } from '#shared/services/orders/send.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders/{id}/send',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary: 'Mail an order with its document to the supplier',
  description:
    'An approved order moves to `ordered` by it. From there up to `customs` the supplier gets the present version of the document once more, and the order stays in its stage. What becomes of the mail is in `lastMail`.',
  request: {
    params: z.object({ id: id('order') }),
    body: { content: { 'application/json': { schema: SendOrder } } },
  },
  responses: {
    200: jsonReply(Order, 'The order as stored, the mail queued'),
    404: problemReply('There is no such order'),
    409: problemReply(
      'The version is stale, the order was changed meanwhile, is on hold or in a stage in which it is not sent, or something must hold before',
    ),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const order = await sendOrder(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(order, 200, etag(order))
})
