import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { PaymentSummary } from '#shared/schemas/payment-summary.ts'
import { summarizePayments } from '#shared/services/payments/summary.ts'

const route = defineRoute({
  method: 'get',
  path: '/payments/summary',
  access: 'payments:read',
  compressed: true,
  tags: ['payments'],
  summary: 'What was paid and is owed, by currency, month and supplier',
  responses: { 200: jsonReply(PaymentSummary, 'The sums as of today') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await summarizePayments(c.get('ctx')), 200),
)
