import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { CreateWebhook, WebhookWithSecret } from '#shared/schemas/webhooks.ts'
import { createWebhook } from '#shared/services/webhooks/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/webhooks',
  access: 'webhooks:write',
  tags: ['webhooks'],
  summary: 'Add a webhook, told of what happens from now on',
  request: { body: jsonBody(CreateWebhook) },
  responses: {
    201: jsonReply(WebhookWithSecret, 'The webhook with its secret, which is shown this once'),
    409: problemReply('There are 50 webhooks already'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const webhook = await createWebhook(c.get('ctx'), c.req.valid('json'))
  return c.json(webhook, 201, { location: `/api/webhooks/${webhook.id}`, ...etag(webhook) })
})
