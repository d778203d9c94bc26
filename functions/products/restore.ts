import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Product } from '#shared/schemas/products.ts'
import { id } from '#shared/schemas/values.ts'
import { restoreProduct } from '#shared/services/products/delete.ts'

const route = defineRoute({
  method: 'post',
  path: '/products/{id}/restore',
  access: 'products:write',
  tags: ['products'],
  summary: 'Bring a deleted product back',
  request: { params: z.object({ id: id('product') }) },
  responses: {
    200: jsonReply(Product, 'The product'),
    404: problemReply('There is no such product'),
    409: problemReply('It is not deleted, or its SKU or barcode was given away'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const product = await restoreProduct(c.get('ctx'), c.req.valid('param').id)
  return c.json(product, 200, etag(product))
})
