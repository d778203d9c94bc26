import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { deleteContact } from '#shared/services/suppliers/contacts.ts'

const route = defineRoute({
  method: 'delete',
  path: '/suppliers/{id}/contacts/{contactId}',
  access: 'suppliers:write',
  tags: ['suppliers'],
  summary: 'Remove a contact',
  request: { params: z.object({ id: id('supplier'), contactId: id('contact') }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('There is no such contact'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const params = c.req.valid('param')
  await deleteContact(c.get('ctx'), params.id, params.contactId)
  return c.body(null, 204)
})
