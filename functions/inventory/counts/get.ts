import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Count } from '#shared/schemas/counts.ts'
import { id } from '#shared/schemas/values.ts'
import { getCount } from '#shared/services/inventory/counts/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/counts/{id}',
  access: 'inventory:read',
  compressed: true,
  tags: ['inventory'],
  summary: 'Read a count with its lines',
  request: { params: z.object({ id: id('count') }) },
  responses: {
    200: jsonReply(Count, 'The count with its lines'),
    404: problemReply('There is no such count'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const count = await getCount(c.get('ctx'), c.req.valid('param').id)
  return c.json(count, 200, etag(count))
})
