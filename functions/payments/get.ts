import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Payment } from '#shared/schemas/payments.ts'
import { id } from '#shared/schemas/values.ts'
import { getPayment } from '#shared/services/payments/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/payments/{id}',
  access: 'payments:read',
  tags: ['payments'],
  summary: 'Read a payment',
  request: { params: z.object({ id: id('payment') }) },
  responses: {
    200: jsonReply(Payment, 'The payment'),
    404: problemReply('There is no such payment'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const payment = await getPayment(c.get('ctx'), c.req.valid('param').id)
  return c.json(payment, 200, etag(payment))
})
