import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { CancelCount, Count } from '#shared/schemas/counts.ts'
import { id } from '#shared/schemas/values.ts'
import { cancelCount } from '#shared/services/inventory/counts/close.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/counts/{id}/cancel',
  access: 'inventory:adjust',
  idempotent: true,
  tags: ['inventory'],
  summary: 'End a count without changing the stock',
  request: {
    params: z.object({ id: id('count') }),
    body: { content: { 'application/json': { schema: CancelCount } } },
  },
  responses: {
    200: jsonReply(Count, 'The count, cancelled'),
    404: problemReply('There is no such count'),
    409: problemReply('The version is stale, or the count is closed already'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const count = await cancelCount(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(count, 200, etag(count))
})
