import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { id } from '#shared/schemas/values.ts'
import { UpdateWebhook, Webhook } from '#shared/schemas/webhooks.ts'
import { updateWebhook } from '#shared/services/webhooks/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/webhooks/{id}',
  access: 'webhooks:write',
  tags: ['webhooks'],
  summary: 'Change a webhook, or turn it off and on',
  request: { params: z.object({ id: id('webhook') }), body: jsonBody(UpdateWebhook) },
  responses: {
    200: jsonReply(Webhook, 'The webhook as stored'),
    404: problemReply('There is no such webhook'),
    409: problemReply('The version is stale'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const webhook = await updateWebhook(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(webhook, 200, etag(webhook))
})
