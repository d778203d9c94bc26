import { limitedBy } from '#shared/http/attempt-limits.ts'
import { defineRoute, endpoint, jsonBody } from '#shared/http/endpoint.ts'
import { ResetPassword } from '#shared/schemas/auth.ts'
import { resetPassword } from '#shared/services/auth/reset-password.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/password/reset',
  access: 'public',
  middleware: limitedBy('passwordReset'),
  tags: ['auth'],
  summary: 'Choose a password with the token of a mailed link; all your sessions end',
  request: { body: jsonBody(ResetPassword) },
  responses: { 204: { description: 'Chosen: sign in with it' } },
})

export default endpoint().openapi(route, async (c) => {
  await resetPassword(c.get('ctx'), c.req.valid('json'))
  return c.body(null, 204)
})
