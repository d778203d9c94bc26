import { limitedBy } from '#shared/http/attempt-limits.ts'
import { defineRoute, endpoint, jsonBody } from '#shared/http/endpoint.ts'
import { ChangePassword } from '#shared/schemas/auth.ts'
import { changePassword } from '#shared/services/auth/change-password.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/password',
  access: 'signed-in',
  letsIn: true,
  middleware: limitedBy('confirm'),
  tags: ['auth'],
  summary: 'Change your password; your other sessions end',
  request: { body: jsonBody(ChangePassword) },
  responses: { 204: { description: 'Changed' } },
})

export default endpoint().openapi(route, async (c) => {
  await changePassword(c.get('ctx'), c.req.valid('json'))
  return c.body(null, 204)
})
