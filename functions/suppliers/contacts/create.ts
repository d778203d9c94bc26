import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Contact, CreateContact } from '#shared/schemas/suppliers.ts'
import { id } from '#shared/schemas/values.ts'
import { createContact } from '#shared/services/suppliers/contacts.ts'

const route = defineRoute({
  method: 'post',
  path: '/suppliers/{id}/contacts',
  access: 'suppliers:write',
  idempotent: true,
  tags: ['suppliers'],
  summary: 'Add a contact to a supplier',
  request: { params: z.object({ id: id('supplier') }), body: jsonBody(CreateContact) },
  responses: {
    201: jsonReply(Contact, 'The contact as stored'),
    404: problemReply('There is no such supplier'),
    409: problemReply('The supplier has 50 contacts already'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const contact = await createContact(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))
  const location = `/api/suppliers/${contact.supplierId}/contacts/${contact.id}`
  return c.json(contact, 201, { location, ...etag(contact) })
})
