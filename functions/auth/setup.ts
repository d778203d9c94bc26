import { handOverSession } from '#shared/http/cookies.ts'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { SetUp, SignedIn } from '#shared/schemas/auth.ts'
import { setUp } from '#shared/services/auth/set-up.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/setup',
  access: 'public',
  tags: ['auth'],
  summary: 'Make the first owner, while there is nobody yet',
  request: { body: jsonBody(SetUp) },
  responses: {
    201: jsonReply(SignedIn, 'The owner, signed in'),
    409: problemReply('There is somebody already'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = c.req.valid('json')
  const session = await setUp(c.get('ctx'), input)
  return c.json(handOverSession(c, session, input.session), 201, {
    location: `/api/users/${session.user.id}`,
  })
})
