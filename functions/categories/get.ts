import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Category } from '#shared/schemas/categories.ts'
import { id } from '#shared/schemas/values.ts'
import { getCategory } from '#shared/services/categories/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/categories/{id}',
  access: 'products:read',
  tags: ['categories'],
  summary: 'Read a category',
  request: { params: z.object({ id: id('category') }) },
  responses: {
    200: jsonReply(Category, 'The category'),
    404: problemReply('There is no such category'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const category = await getCategory(c.get('ctx'), c.req.valid('param').id)
  return c.json(category, 200, etag(category))
})
