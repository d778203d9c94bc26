import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ReportQuery, SalesReport } from '#shared/schemas/reports.ts'
import { reportSales } from '#shared/services/reports/sales.ts'

const route = defineRoute({
  method: 'get',
  path: '/reports/sales',
  access: 'inventory:read',
  compressed: true,
  tags: ['reports'],
  summary: 'What was sold on each day, for how much, and what it had cost',
  description:
    'Days are those of the company’s time zone. Quantity and revenue are those of sales, less returns and undone sales on the day on which they came back; so a past day never changes, and a day can be below zero. Revenue is the sum of quantity × unit price in the currency of the price, cost of goods the sum of quantity × the average cost of the moment in the company’s currency; both are added up exactly and rounded once. A return that names no sale takes off quantity and cost, but no revenue, because nobody knows what was paid.',
  request: { query: ReportQuery },
  responses: { 200: jsonReply(SalesReport, 'Every day of the period') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await reportSales(c.get('ctx'), c.req.valid('query')), 200),
)
