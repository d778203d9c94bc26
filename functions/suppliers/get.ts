import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Supplier } from '#shared/schemas/suppliers.ts'
import { id } from '#shared/schemas/values.ts'
import { getSupplier } from '#shared/services/suppliers/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/suppliers/{id}',
  access: 'suppliers:read',
  tags: ['suppliers'],
  summary: 'Read a supplier',
  request: { params: z.object({ id: id('supplier') }) },
  responses: {
    200: jsonReply(Supplier, 'The supplier with its contacts'),
    404: problemReply('There is no such supplier'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const supplier = await getSupplier(c.get('ctx'), c.req.valid('param').id)
  return c.json(supplier, 200, etag(supplier))
})
