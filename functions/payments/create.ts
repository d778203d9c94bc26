import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { CreatePayment, Payment } from '#shared/schemas/payments.ts'
import { createPayment } from '#shared/services/payments/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/payments',
  access: 'payments:write',
  idempotent: true,
  tags: ['payments'],
  summary: 'Record a payment, planned or made, a refund or a credit note',
  request: { body: jsonBody(CreatePayment) },
  responses: {
    201: jsonReply(Payment, 'The payment as stored'),
    409: problemReply('The refund takes back more than is left of a paid payment'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const payment = await createPayment(c.get('ctx'), c.req.valid('json'))
  return c.json(payment, 201, { location: `/api/payments/${payment.id}`, ...etag(payment) })
})
