import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { ifMatch } from '#shared/http/versions.ts'
import { id } from '#shared/schemas/values.ts'
import { deletePayment } from '#shared/services/payments/delete.ts'

const route = defineRoute({
  method: 'delete',
  path: '/payments/{id}',
  access: 'payments:write',
  idempotent: true,
  versioned: true,
  tags: ['payments'],
  summary: 'Remove a payment whose money was not sent',
  request: { params: z.object({ id: id('payment') }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('There is no such payment'),
    409: problemReply(
      'The version is stale, or the money was sent already; a paid payment is reversed by a refund',
    ),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deletePayment(c.get('ctx'), c.req.valid('param').id, ifMatch(c))
  return c.body(null, 204)
})
