import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { CreateSupplier, Supplier } from '#shared/schemas/suppliers.ts'
import { createSupplier } from '#shared/services/suppliers/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/suppliers',
  access: 'suppliers:write',
  idempotent: true,
  tags: ['suppliers'],
  summary: 'Add a supplier, with contacts if you like',
  request: { body: jsonBody(CreateSupplier) },
  responses: {
    201: jsonReply(Supplier, 'The supplier as stored'),
    409: problemReply('The code is taken'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const supplier = await createSupplier(c.get('ctx'), c.req.valid('json'))
  return c.json(supplier, 201, { location: `/api/suppliers/${supplier.id}`, ...etag(supplier) })
})
