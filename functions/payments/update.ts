import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Payment, UpdatePayment } from '#shared/schemas/payments.ts'
import { id } from '#shared/schemas/values.ts'
import { updatePayment } from '#shared/services/payments/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/payments/{id}',
  access: 'payments:write',
  idempotent: true,
  tags: ['payments'],
  summary: 'Change a payment that is not made yet',
  request: { params: z.object({ id: id('payment') }), body: jsonBody(UpdatePayment) },
  responses: {
    200: jsonReply(Payment, 'The payment as stored'),
    404: problemReply('There is no such payment'),
    409: problemReply('The version is stale, or the payment is paid, approved or closed'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const payment = await updatePayment(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(payment, 200, etag(payment))
})
