import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Count, PostCount } from '#shared/schemas/counts.ts'
import { id } from '#shared/schemas/values.ts'
import { postCount } from '#shared/services/inventory/counts/close.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/counts/{id}/post',
  access: 'inventory:adjust',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Set the stock right by what was counted',
  request: {
    params: z.object({ id: id('count') }),
    body: { content: { 'application/json': { schema: PostCount } } },
  },
  responses: {
    200: jsonReply(Count, 'The count, posted'),
    400: problemReply('Less than what is reserved would be left, or less than nothing'),
    404: problemReply('There is no such count'),
    409: problemReply('The version is stale, lines are uncounted, or the count is closed'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const count = await postCount(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(count, 200, etag(count))
})
