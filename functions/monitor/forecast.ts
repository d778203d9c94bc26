import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ForecastPage, ListForecasts } from '#shared/schemas/monitor.ts'
import { listForecasts } from '#shared/services/monitor/forecast.ts'

const route = defineRoute({
  method: 'get',
  path: '/monitor/forecast',
  access: 'inventory:read',
  compressed: true,
  tags: ['monitor'],
  summary: 'List when products run out, the first ones first, as of the last run of the monitor',
  request: { query: ListForecasts },
  responses: { 200: jsonReply(ForecastPage, 'A page of forecasts') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listForecasts(c.get('ctx'), c.req.valid('query')), 200),
)
