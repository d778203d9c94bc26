import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { deactivateUser } from '#shared/services/users/update.ts'

const route = defineRoute({
  method: 'delete',
  path: '/users/{id}',
  access: 'users:write',
  letsIn: true,
  tags: ['users'],
  summary: 'Deactivate a person; their sessions and tokens end, what they did stays theirs',
  request: { params: z.object({ id: id('user') }) },
  responses: {
    204: { description: 'Deactivated; PATCH with active: true takes it back' },
    404: problemReply('There is no such person'),
    409: problemReply('This is the last owner'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deactivateUser(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
