import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { ContactPage } from '#shared/schemas/suppliers.ts'
import { id, pageQuery } from '#shared/schemas/values.ts'
import { listContacts } from '#shared/services/suppliers/contacts.ts'

const route = defineRoute({
  method: 'get',
  path: '/suppliers/{id}/contacts',
  access: 'suppliers:read',
  compressed: true,
  tags: ['suppliers'],
  summary: 'List the contacts of a supplier',
  request: { params: z.object({ id: id('supplier') }), query: z.strictObject(pageQuery) },
  responses: {
    200: jsonReply(ContactPage, 'A page of contacts, oldest first'),
    404: problemReply('There is no such supplier'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listContacts(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
)
