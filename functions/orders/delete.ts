import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { ifMatch } from '#shared/http/versions.ts'
import { id } from '#shared/schemas/values.ts'
import { deleteOrder } from '#shared/services/orders/delete.ts'

const route = defineRoute({
  method: 'delete',
  path: '/orders/{id}',
  access: 'orders:write',
  idempotent: true,
  versioned: true,
  tags: ['orders'],
  summary: 'Remove a draft; its number is not given again',
  request: { params: z.object({ id: id('order') }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('There is no such order'),
    409: problemReply('The version is stale, it is no draft, or payments or receipts name it'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deleteOrder(c.get('ctx'), c.req.valid('param').id, ifMatch(c))
  return c.body(null, 204)
})
