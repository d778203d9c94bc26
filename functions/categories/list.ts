import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { CategoryPage, ListCategories } from '#shared/schemas/categories.ts'
import { listCategories } from '#shared/services/categories/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/categories',
  access: 'products:read',
  compressed: true,
  tags: ['categories'],
  summary: 'List categories',
  request: { query: ListCategories },
  responses: { 200: jsonReply(CategoryPage, 'A page of categories') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listCategories(c.get('ctx'), c.req.valid('query')), 200),
)
