import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { PriceHistoryPage } from '#shared/schemas/products.ts'
import { id, pageQuery } from '#shared/schemas/values.ts'
import { listPriceHistory } from '#shared/services/products/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/products/{id}/price-history',
  access: 'products:read',
  compressed: true,
  tags: ['products'],
  summary: 'How price and cost of a product changed, when and by whom',
  request: { params: z.object({ id: id('product') }), query: z.strictObject(pageQuery) },
  responses: {
    200: jsonReply(PriceHistoryPage, 'A page of changes, newest first'),
    404: problemReply('There is no such product'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listPriceHistory(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
)
