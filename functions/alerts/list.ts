import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { AlertPage, ListAlerts } from '#shared/schemas/alerts.ts'
import { listAlerts } from '#shared/services/alerts/list.ts'

const route = defineRoute({
  method: 'get',
  path: '/alerts',
  access: 'alerts:read',
  compressed: true,
  tags: ['alerts'],
  summary: 'List alerts, newest or worst first',
  request: { query: ListAlerts },
  responses: { 200: jsonReply(AlertPage, 'A page of alerts') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listAlerts(c.get('ctx'), c.req.valid('query')), 200),
)
