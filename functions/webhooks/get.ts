import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { id } from '#shared/schemas/values.ts'
import { Webhook } from '#shared/schemas/webhooks.ts'
import { getWebhook } from '#shared/services/webhooks/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/webhooks/{id}',
  access: 'webhooks:read',
  tags: ['webhooks'],
  summary: 'Read a webhook',
  request: { params: z.object({ id: id('webhook') }) },
  responses: {
    200: jsonReply(Webhook, 'The webhook, without its secret'),
    404: problemReply('There is no such webhook'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const webhook = await getWebhook(c.get('ctx'), c.req.valid('param').id)
  return c.json(webhook, 200, etag(webhook))
})
