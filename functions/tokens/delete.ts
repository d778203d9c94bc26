import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { revokeToken } from '#shared/services/tokens/revoke.ts'

const route = defineRoute({
  method: 'delete',
  path: '/tokens/{id}',
  access: 'signed-in',
  tags: ['tokens'],
  summary: 'Revoke one of your API tokens',
  request: { params: z.object({ id: id('apiToken') }) },
  responses: {
    204: { description: 'Revoked; it is worth nothing from now on' },
    404: problemReply('You have no such token'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await revokeToken(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
