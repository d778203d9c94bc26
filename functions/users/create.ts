import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { CreateUser, User } from '#shared/schemas/users.ts'
import { createUser } from '#shared/services/users/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/users',
  access: 'users:write',
  letsIn: true,
  idempotent: true,
  tags: ['users'],
  summary: 'Add a person; without a password they get a mail to choose one',
  request: { body: jsonBody(CreateUser) },
  responses: {
    201: jsonReply(User, 'The person as stored'),
    409: problemReply('Somebody has the e-mail address'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const user = await createUser(c.get('ctx'), c.req.valid('json'))
  return c.json(user, 201, { location: `/api/users/${user.id}`, ...etag(user) })
})
