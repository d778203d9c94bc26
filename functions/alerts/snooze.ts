import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Alert, SnoozeAlert } from '#shared/schemas/alerts.ts'
import { id } from '#shared/schemas/values.ts'
import { snoozeAlert } from '#shared/services/alerts/snooze.ts'

const route = defineRoute({
  method: 'post',
  path: '/alerts/{id}/snooze',
  access: 'alerts:write',
  idempotent: true,
  tags: ['alerts'],
  summary: 'Put an alert to sleep: it is not mailed until then',
  request: { params: z.object({ id: id('alert') }), body: jsonBody(SnoozeAlert) },
  responses: {
    200: jsonReply(Alert, 'The alert as stored'),
    404: problemReply('There is no such alert'),
    409: problemReply('The version is stale, or the alert is resolved'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const alert = await snoozeAlert(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(alert, 200, etag(alert))
})
