import * as z from 'zod'
import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { pageQuery } from '#shared/schemas/values.ts'
import { WebhookPage } from '#shared/schemas/webhooks.ts'
import { listWebhooks } from '#shared/services/webhooks/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/webhooks',
  access: 'webhooks:read',
  compressed: true,
  tags: ['webhooks'],
  summary: 'List the webhooks',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: jsonReply(WebhookPage, 'A page of webhooks, oldest first') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listWebhooks(c.get('ctx'), c.req.valid('query')), 200),
)
