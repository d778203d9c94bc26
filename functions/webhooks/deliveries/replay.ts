import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { WebhookDelivery } from '#shared/schemas/webhooks.ts'
import { replayDelivery } from '#shared/services/webhooks/deliver.ts'

const route = defineRoute({
  method: 'post',
  path: '/webhooks/{id}/deliveries/{deliveryId}/replay',
  access: 'webhooks:write',
  tags: ['webhooks'],
  summary: 'Send an event to a webhook once more',
  request: { params: z.object({ id: id('webhook'), deliveryId: id('delivery') }) },
  responses: {
    200: jsonReply(WebhookDelivery, 'The delivery, queued'),
    404: problemReply('There is no such webhook or delivery'),
    409: problemReply('It is queued already, its event was removed, or the webhook is not active'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { id: webhookId, deliveryId } = c.req.valid('param')
  return c.json(await replayDelivery(c.get('ctx'), webhookId, deliveryId), 200)
})
