import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { ChangePaymentStatus, Payment } from '#shared/schemas/payments.ts'
import { id } from '#shared/schemas/values.ts'
import { changePaymentStatus } from '#shared/services/payments/change-status.ts'

const route = defineRoute({
  method: 'post',
  path: '/payments/{id}/status',
  access: 'payments:write',
  idempotent: true,
  tags: ['payments'],
  summary: 'Move a payment to another status',
  description: 'A move to `approved`, or past it, takes the permission payments:approve as well.',
  request: { params: z.object({ id: id('payment') }), body: jsonBody(ChangePaymentStatus) },
  responses: {
    200: jsonReply(Payment, 'The payment as stored'),
    404: problemReply('There is no such payment'),
    409: problemReply('The version is stale, or its status leads nowhere there'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const payment = await changePaymentStatus(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(payment, 200, etag(payment))
})
