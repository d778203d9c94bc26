import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Category, CreateCategory } from '#shared/schemas/categories.ts'
import { createCategory } from '#shared/services/categories/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/categories',
  access: 'products:write',
  idempotent: true,
  tags: ['categories'],
  summary: 'Add a category',
  request: { body: jsonBody(CreateCategory) },
  responses: {
    201: jsonReply(Category, 'The category as stored'),
    409: problemReply('The name is taken'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const category = await createCategory(c.get('ctx'), c.req.valid('json'))
  return c.json(category, 201, { location: `/api/categories/${category.id}`, ...etag(category) })
})
