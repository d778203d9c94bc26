import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { User } from '#shared/schemas/users.ts'
import { id } from '#shared/schemas/values.ts'
import { getUser } from '#shared/services/users/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/users/{id}',
  access: 'users:read',
  tags: ['users'],
  summary: 'Read a person',
  request: { params: z.object({ id: id('user') }) },
  responses: {
    200: jsonReply(User, 'The person'),
    404: problemReply('There is no such person'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const user = await getUser(c.get('ctx'), c.req.valid('param').id)
  return c.json(user, 200, etag(user))
})
