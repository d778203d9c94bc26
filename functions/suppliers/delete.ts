import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { deleteSupplier } from '#shared/services/suppliers/delete.ts'

const route = defineRoute({
  method: 'delete',
  path: '/suppliers/{id}',
  access: 'suppliers:write',
  tags: ['suppliers'],
  summary: 'Remove a supplier that no product names',
  request: { params: z.object({ id: id('supplier') }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('There is no such supplier'),
    409: problemReply('Products, orders or payments name it'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deleteSupplier(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
