import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Product } from '#shared/schemas/products.ts'
import { id } from '#shared/schemas/values.ts'
import { getProduct } from '#shared/services/products/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/products/{id}',
  access: 'products:read',
  tags: ['products'],
  summary: 'Read a product with its stock',
  request: { params: z.object({ id: id('product') }) },
  responses: {
    200: jsonReply(Product, 'The product'),
    404: problemReply('There is no such product, or it was deleted'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const product = await getProduct(c.get('ctx'), c.req.valid('param').id)
  return c.json(product, 200, etag(product))
})
