import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { GoodsReceiptPage } from '#shared/schemas/receipts.ts'
import { id, pageQuery } from '#shared/schemas/values.ts'
import { listReceipts } from '#shared/services/orders/receipts.ts'

const route = defineRoute({
  method: 'get',
  path: '/orders/{id}/receipts',
  access: 'orders:read',
  compressed: true,
  tags: ['orders'],
  summary: 'List what was received of an order',
  request: { params: z.object({ id: id('order') }), query: z.strictObject(pageQuery) },
  responses: {
    200: jsonReply(GoodsReceiptPage, 'A page of receipts, oldest first'),
    404: problemReply('There is no such order'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { id: orderId } = c.req.valid('param')
  return c.json(await listReceipts(c.get('ctx'), orderId, c.req.valid('query')), 200)
})
