import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { ListDeliveries, WebhookDeliveryPage } from '#shared/schemas/webhooks.ts'
import { listDeliveries } from '#shared/services/webhooks/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/webhooks/{id}/deliveries',
  access: 'webhooks:read',
  compressed: true,
  tags: ['webhooks'],
  summary: 'List what was sent to a webhook in the last 7 days, newest first',
  request: { params: z.object({ id: id('webhook') }), query: ListDeliveries },
  responses: {
    200: jsonReply(WebhookDeliveryPage, 'A page of deliveries'),
    404: problemReply('There is no such webhook'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listDeliveries(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
)
