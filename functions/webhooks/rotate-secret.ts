import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { id } from '#shared/schemas/values.ts'
import { WebhookWithSecret } from '#shared/schemas/webhooks.ts'
import { rotateSecret } from '#shared/services/webhooks/rotate-secret.ts'

const route = defineRoute({
  method: 'post',
  path: '/webhooks/{id}/rotate-secret',
  access: 'webhooks:write',
  tags: ['webhooks'],
  summary: 'Give a webhook a new secret',
  description: 'For 24 hours, calls carry a signature by the old secret beside the new one.',
  request: { params: z.object({ id: id('webhook') }) },
  responses: {
    200: jsonReply(WebhookWithSecret, 'The webhook with its secret, which is shown this once'),
    404: problemReply('There is no such webhook'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const webhook = await rotateSecret(c.get('ctx'), c.req.valid('param').id)
  return c.json(webhook, 200, etag(webhook))
})
