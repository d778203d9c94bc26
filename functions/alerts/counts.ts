import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { AlertCounts } from '#shared/schemas/alerts.ts'
import { countOfAlerts } from '#shared/services/alerts/count.ts'

const route = defineRoute({
  method: 'get',
  path: '/alerts/counts',
  access: 'alerts:read',
  tags: ['alerts'],
  summary: 'How many alerts there are in each state',
  responses: { 200: jsonReply(AlertCounts, 'The numbers') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await countOfAlerts(c.get('ctx')), 200),
)
