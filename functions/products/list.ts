import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListProducts, ProductPage } from '#shared/schemas/products.ts'
import { listProducts } from '#shared/services/products/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/products',
  access: 'products:read',
  compressed: true,
  tags: ['products'],
  summary: 'List and search products',
  request: { query: ListProducts },
  responses: { 200: jsonReply(ProductPage, 'A page of products') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listProducts(c.get('ctx'), c.req.valid('query')), 200),
)
