import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { Me } from '#shared/schemas/auth.ts'
import { readMe } from '#shared/services/auth/me.ts'

const route = defineRoute({
  method: 'get',
  path: '/auth/me',
  access: 'signed-in',
  tags: ['auth'],
  summary: 'Who you are and what you may do',
  responses: { 200: jsonReply(Me, 'The person behind the token, and its permissions') },
})

export default endpoint().openapi(route, async (c) => c.json(await readMe(c.get('ctx')), 200))
