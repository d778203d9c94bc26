import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Count, RecordCount } from '#shared/schemas/counts.ts'
import { id } from '#shared/schemas/values.ts'
import { recordCount } from '#shared/services/inventory/counts/record.ts'

const route = defineRoute({
  method: 'patch',
  path: '/inventory/counts/{id}/lines',
  access: 'inventory:write',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Write down what was counted',
  request: { params: z.object({ id: id('count') }), body: jsonBody(RecordCount) },
  responses: {
    200: jsonReply(Count, 'The count with the lines that were sent'),
    404: problemReply('There is no such count'),
    409: problemReply('The version is stale, the count is closed, or a line is not at this point'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const count = await recordCount(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(count, 200, etag(count))
})
