import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { AcknowledgeAlert, Alert } from '#shared/schemas/alerts.ts'
import { id } from '#shared/schemas/values.ts'
import { acknowledgeAlert } from '#shared/services/alerts/acknowledge.ts'

const route = defineRoute({
  method: 'post',
  path: '/alerts/{id}/acknowledge',
  access: 'alerts:write',
  idempotent: true,
  tags: ['alerts'],
  summary: 'Say that somebody sees to an alert',
  request: {
    params: z.object({ id: id('alert') }),
    body: { content: { 'application/json': { schema: AcknowledgeAlert } } },
  },
  responses: {
    200: jsonReply(Alert, 'The alert as stored'),
    404: problemReply('There is no such alert'),
    409: problemReply('The version is stale, or the alert is resolved'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const alert = await acknowledgeAlert(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(alert, 200, etag(alert))
})
