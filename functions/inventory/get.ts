import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { ProductInventory } from '#shared/schemas/inventory-read.ts'
import { id } from '#shared/schemas/values.ts'
import { getInventory } from '#shared/services/inventory/get.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/{productId}',
  access: 'inventory:read',
  tags: ['inventory'],
  summary: 'Read the stock of a product, in all and by location',
  request: { params: z.object({ productId: id('product') }) },
  responses: {
    200: jsonReply(ProductInventory, 'The stock of the product'),
    404: problemReply('There is no such product'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await getInventory(c.get('ctx'), c.req.valid('param').productId), 200),
)
