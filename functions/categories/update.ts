import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Category, UpdateCategory } from '#shared/schemas/categories.ts'
import { id } from '#shared/schemas/values.ts'
import { updateCategory } from '#shared/services/categories/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/categories/{id}',
  access: 'products:write',
  tags: ['categories'],
  summary: 'Change a category',
  request: { params: z.object({ id: id('category') }), body: jsonBody(UpdateCategory) },
  responses: {
    200: jsonReply(Category, 'The category as stored'),
    404: problemReply('There is no such category'),
    409: problemReply('The version is stale, or the name is taken'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const category = await updateCategory(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(category, 200, etag(category))
})
