import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListSuppliers, SupplierPage } from '#shared/schemas/suppliers.ts'
import { listSuppliers } from '#shared/services/suppliers/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/suppliers',
  access: 'suppliers:read',
  compressed: true,
  tags: ['suppliers'],
  summary: 'List suppliers',
  request: { query: ListSuppliers },
  responses: { 200: jsonReply(SupplierPage, 'A page of suppliers') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listSuppliers(c.get('ctx'), c.req.valid('query')), 200),
)
