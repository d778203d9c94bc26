import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { CreateProduct, Product } from '#shared/schemas/products.ts'
import { createProduct } from '#shared/services/products/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/products',
  access: 'products:write',
  idempotent: true,
  tags: ['products'],
  summary: 'Add a product to the catalogue',
  request: { body: jsonBody(CreateProduct) },
  responses: {
    201: jsonReply(Product, 'The product as stored'),
    409: problemReply('The SKU or the barcode is taken'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const product = await createProduct(c.get('ctx'), c.req.valid('json'))
  return c.json(product, 201, { location: `/api/products/${product.id}`, ...etag(product) })
})
