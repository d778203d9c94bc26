import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { deleteProduct } from '#shared/services/products/delete.ts'

const route = defineRoute({
  method: 'delete',
  path: '/products/{id}',
  access: 'products:write',
  tags: ['products'],
  summary: 'Take a product without stock out of the catalogue',
  request: { params: z.object({ id: id('product') }) },
  responses: {
    204: { description: 'Deleted; POST /products/{id}/restore brings it back' },
    404: problemReply('There is no such product, or it was deleted before'),
    409: problemReply('There is still stock of it, or some is still to come'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deleteProduct(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
