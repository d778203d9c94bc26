import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { UpdateUser, User } from '#shared/schemas/users.ts'
import { id } from '#shared/schemas/values.ts'
import { updateUser } from '#shared/services/users/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/users/{id}',
  access: 'users:write',
  letsIn: true,
  tags: ['users'],
  summary: 'Change a person, their role, or whether they may sign in',
  request: { params: z.object({ id: id('user') }), body: jsonBody(UpdateUser) },
  responses: {
    200: jsonReply(User, 'The person as stored'),
    404: problemReply('There is no such person'),
    409: problemReply('The version is stale, the address is taken, or this is the last owner'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const user = await updateUser(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(user, 200, etag(user))
})
