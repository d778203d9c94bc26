import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { WebhookDelivery } from '#shared/schemas/webhooks.ts'
import { testWebhook } from '#shared/services/webhooks/deliver.ts'

const route = defineRoute({
  method: 'post',
  path: '/webhooks/{id}/test',
  access: 'webhooks:write',
  tags: ['webhooks'],
  summary: 'Send a webhook an event of type webhook.test',
  request: { params: z.object({ id: id('webhook') }) },
  responses: {
    200: jsonReply(WebhookDelivery, 'The delivery, queued'),
    404: problemReply('There is no such webhook'),
    409: problemReply('The webhook is not active'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await testWebhook(c.get('ctx'), c.req.valid('param').id), 200),
)
