import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Receive, Received } from '#shared/schemas/receipts.ts'
import { receiveGoods } from '#shared/services/orders/receive.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/receive',
  access: 'orders:receive',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Receive goods of an order',
  description:
    'Partly as often as it takes. What is accepted goes into stock at the order’s cost; what is rejected never enters stock and stays open.',
  request: { body: jsonBody(Receive) },
  responses: {
    201: jsonReply(Received, 'The order, and what came into stock'),
    404: problemReply('There is no such order'),
    409: problemReply('The order is not on its way, or more came than is open and tolerated'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const received = await receiveGoods(c.get('ctx'), c.req.valid('json'))
  return c.json(received, 201, { location: `/api/orders/${received.order.id}/receipts` })
})
