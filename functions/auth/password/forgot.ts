import { limitedBy } from '#shared/http/attempt-limits.ts'
import { defineRoute, endpoint, jsonBody } from '#shared/http/endpoint.ts'
import { ForgotPassword } from '#shared/schemas/auth.ts'
import { requestPasswordReset } from '#shared/services/auth/forgot-password.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/password/forgot',
  access: 'public',
  middleware: limitedBy('passwordMail'),
  tags: ['auth'],
  summary: 'Ask for a mail with a link to choose a new password',
  request: { body: jsonBody(ForgotPassword) },
  responses: {
    204: { description: 'Whoever has the address gets a mail; nobody is told whether' },
  },
})

export default endpoint().openapi(route, async (c) => {
  await requestPasswordReset(c.get('ctx'), c.req.valid('json').email)
  return c.body(null, 204)
})
