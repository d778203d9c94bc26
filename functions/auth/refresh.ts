import { refreshTokenOf } from '#shared/http/access.ts'
import { handOverSession } from '#shared/http/cookies.ts'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Refresh, SignedIn } from '#shared/schemas/auth.ts'
import { refresh } from '#shared/services/auth/refresh.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/refresh',
  access: 'public',
  tags: ['auth'],
  summary: 'Get new tokens for a refresh token, which is thereby used up',
  request: { body: { content: { 'application/json': { schema: Refresh } } } },
  responses: {
    200: jsonReply(SignedIn, 'New tokens; null when the refresh token came as a cookie'),
    401: problemReply('The token is unknown, used or expired, or the session was ended'),
    403: problemReply('The cookie came with a page that is not ours'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { token, mode } = refreshTokenOf(c, c.req.valid('json').refreshToken)
  return c.json(handOverSession(c, await refresh(c.get('ctx'), token), mode), 200)
})
