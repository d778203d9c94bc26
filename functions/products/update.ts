import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Product, UpdateProduct } from '#shared/schemas/products.ts'
import { id } from '#shared/schemas/values.ts'
import { updateProduct } from '#shared/services/products/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/products/{id}',
  access: 'products:write',
  tags: ['products'],
  summary: 'Change a product; a new price or cost goes into its price history',
  request: { params: z.object({ id: id('product') }), body: jsonBody(UpdateProduct) },
  responses: {
    200: jsonReply(Product, 'The product as stored'),
    404: problemReply('There is no such product, or it was deleted'),
    409: problemReply('The version is stale, or the SKU or barcode is taken'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const product = await updateProduct(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(product, 200, etag(product))
})
