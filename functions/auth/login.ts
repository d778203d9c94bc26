import { limitedBy } from '#shared/http/attempt-limits.ts'
import { handOverSession } from '#shared/http/cookies.ts'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Login, LoginResult } from '#shared/schemas/auth.ts'
import { login } from '#shared/services/auth/login.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/login',
  access: 'public',
  middleware: limitedBy('signIn'),
  tags: ['auth'],
  summary: 'Sign in with e-mail address and password',
  request: { body: jsonBody(Login) },
  responses: {
    200: jsonReply(LoginResult, 'The tokens of a new session, or the demand for a second factor'),
    401: problemReply('The address or the password is wrong'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = c.req.valid('json')
  const result = await login(c.get('ctx'), input)
  return c.json('mfaRequired' in result ? result : handOverSession(c, result, input.session), 200)
})
