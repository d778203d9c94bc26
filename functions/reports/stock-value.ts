import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ReportQuery, StockValueReport } from '#shared/schemas/reports.ts'
import { reportStockValue } from '#shared/services/reports/stock-value.ts'

const route = defineRoute({
  method: 'get',
  path: '/reports/stock-value',
  access: 'inventory:read',
  compressed: true,
  tags: ['reports'],
  summary: 'What all stock was worth at the end of each day',
  description:
    'The present value, which is the sum of on hand × average cost, worked back by what every movement and revaluation changed; exact, and rounded once for each day. Days are those of the company’s time zone, and today’s value is that of now. `GET /inventory/status` rounds the value of each product, so it can say some cents more or less.',
  request: { query: ReportQuery },
  responses: { 200: jsonReply(StockValueReport, 'Every day of the period') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await reportStockValue(c.get('ctx'), c.req.valid('query')), 200),
)
