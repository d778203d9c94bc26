import { credentialOf, refreshTokenOf } from '#shared/http/access.ts'
import { clearSessionCookies } from '#shared/http/cookies.ts'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { Refresh } from '#shared/schemas/auth.ts'
import { logout } from '#shared/services/auth/logout.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/logout',
  access: 'public',
  tags: ['auth'],
  summary: 'End the session of an access or a refresh token',
  request: { body: { content: { 'application/json': { schema: Refresh } } } },
  responses: {
    204: { description: 'Ended; its tokens are worth nothing from now on' },
    401: problemReply('There is no open session to end'),
    403: problemReply('The cookie came with a page that is not ours'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const accessToken = credentialOf(c)
  const { token: refreshToken } = refreshTokenOf(c, c.req.valid('json').refreshToken)
  clearSessionCookies(c)
  await logout(c.get('ctx'), { accessToken, refreshToken })
  return c.body(null, 204)
})
