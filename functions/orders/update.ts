import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Order, UpdateOrder } from '#shared/schemas/orders.ts'
import { id } from '#shared/schemas/values.ts'
import { updateOrder } from '#shared/services/orders/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/orders/{id}',
  access: 'orders:write',
  idempotent: true,
  tags: ['orders'],
  summary: 'Change an order: a draft freely, a later one by amendments',
  description:
    'What an amendment changes is kept in the history. When it makes the order worth more than was approved, the order goes back to `pending_approval`, or approves itself within the approval limit.',
  request: { params: z.object({ id: id('order') }), body: jsonBody(UpdateOrder) },
  responses: {
    200: jsonReply(Order, 'The order as stored'),
    404: problemReply('There is no such order'),
    409: problemReply('The version is stale, or the stage does not allow the change'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const order = await updateOrder(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(order, 200, etag(order))
})
