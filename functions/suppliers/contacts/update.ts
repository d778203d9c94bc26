import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Contact, UpdateContact } from '#shared/schemas/suppliers.ts'
import { id } from '#shared/schemas/values.ts'
import { updateContact } from '#shared/services/suppliers/contacts.ts'

const route = defineRoute({
  method: 'patch',
  path: '/suppliers/{id}/contacts/{contactId}',
  access: 'suppliers:write',
  tags: ['suppliers'],
  summary: 'Change a contact',
  request: {
    params: z.object({ id: id('supplier'), contactId: id('contact') }),
    body: jsonBody(UpdateContact),
  },
  responses: {
    200: jsonReply(Contact, 'The contact as stored'),
    404: problemReply('There is no such contact'),
    409: problemReply('The version is stale'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const params = c.req.valid('param')
  const input = withIfMatch(c, c.req.valid('json'))
  const contact = await updateContact(c.get('ctx'), params.id, params.contactId, input)
  return c.json(contact, 200, etag(contact))
})
