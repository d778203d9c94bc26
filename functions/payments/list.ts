import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListPayments, PaymentPage } from '#shared/schemas/payments.ts'
import { listPayments } from '#shared/services/payments/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/payments',
  access: 'payments:read',
  compressed: true,
  tags: ['payments'],
  summary: 'List payments, what is due first at the top',
  request: { query: ListPayments },
  responses: { 200: jsonReply(PaymentPage, 'A page of payments') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listPayments(c.get('ctx'), c.req.valid('query')), 200),
)
