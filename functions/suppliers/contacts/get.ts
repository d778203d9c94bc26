import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Contact } from '#shared/schemas/suppliers.ts'
import { id } from '#shared/schemas/values.ts'
import { getContact } from '#shared/services/suppliers/contacts.ts'

const route = defineRoute({
  method: 'get',
  path: '/suppliers/{id}/contacts/{contactId}',
  access: 'suppliers:read',
  tags: ['suppliers'],
  summary: 'Read a contact',
  request: { params: z.object({ id: id('supplier'), contactId: id('contact') }) },
  responses: {
    200: jsonReply(Contact, 'The contact'),
    404: problemReply('There is no such contact'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const params = c.req.valid('param')
  const contact = await getContact(c.get('ctx'), params.id, params.contactId)
  return c.json(contact, 200, etag(contact))
})
