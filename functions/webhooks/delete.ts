import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { deleteWebhook } from '#shared/services/webhooks/delete.ts'

const route = defineRoute({
  method: 'delete',
  path: '/webhooks/{id}',
  access: 'webhooks:write',
  tags: ['webhooks'],
  summary: 'Remove a webhook with the log of its deliveries',
  request: { params: z.object({ id: id('webhook') }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('There is no such webhook'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deleteWebhook(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
