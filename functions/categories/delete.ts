import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { deleteCategory } from '#shared/services/categories/delete.ts'

const route = defineRoute({
  method: 'delete',
  path: '/categories/{id}',
  access: 'products:write',
  tags: ['categories'],
  summary: 'Remove a category that nothing names',
  request: { params: z.object({ id: id('category') }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('There is no such category'),
    409: problemReply('Products or other categories name it'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deleteCategory(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
