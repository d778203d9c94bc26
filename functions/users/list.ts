import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListUsers, UserPage } from '#shared/schemas/users.ts'
import { listUsers } from '#shared/services/users/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/users',
  access: 'users:read',
  compressed: true,
  tags: ['users'],
  summary: 'List people',
  request: { query: ListUsers },
  responses: { 200: jsonReply(UserPage, 'A page of people, oldest first') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listUsers(c.get('ctx'), c.req.valid('query')), 200),
)
