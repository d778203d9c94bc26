import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { resetMfaOf } from '#shared/services/users/reset-mfa.ts'

const route = defineRoute({
  method: 'delete',
  path: '/users/{id}/mfa',
  access: 'users:write',
  letsIn: true,
  tags: ['users'],
  summary: 'Turn two-factor sign-in off for somebody who lost their app and codes',
  request: { params: z.object({ id: id('user') }) },
  responses: {
    204: { description: 'It is off, and their sessions have ended' },
    404: problemReply('There is no such person'),
    409: problemReply('It is off already'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await resetMfaOf(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
