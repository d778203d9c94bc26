import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { BeginCount, Count } from '#shared/schemas/counts.ts'
import { beginCount } from '#shared/services/inventory/counts/begin.ts'

const route = defineRoute({
  method: 'post',
  path: '/inventory/counts',
  access: 'inventory:adjust',
  idempotent: true,
  tags: ['inventory'],
  summary: 'Begin a count, freezing what is expected',
  description:
    'What is on hand now is what the figures will be compared with: count what was there at this moment. What is sold or received afterwards stays as it is when the count is posted.',
  request: { body: jsonBody(BeginCount) },
  responses: {
    201: jsonReply(Count, 'The count with its lines'),
    409: problemReply('Another open count of the location has one of the products'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const count = await beginCount(c.get('ctx'), c.req.valid('json'))
  return c.json(count, 201, { location: `/api/inventory/counts/${count.id}`, ...etag(count) })
})
