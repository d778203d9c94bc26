import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Supplier, UpdateSupplier } from '#shared/schemas/suppliers.ts'
import { id } from '#shared/schemas/values.ts'
import { updateSupplier } from '#shared/services/suppliers/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/suppliers/{id}',
  access: 'suppliers:write',
  tags: ['suppliers'],
  summary: 'Change a supplier',
  request: { params: z.object({ id: id('supplier') }), body: jsonBody(UpdateSupplier) },
  responses: {
    200: jsonReply(Supplier, 'The supplier as stored'),
    404: problemReply('There is no such supplier'),
    409: problemReply('The version is stale, or the code is taken'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const supplier = await updateSupplier(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(supplier, 200, etag(supplier))
})
