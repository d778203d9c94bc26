import { limitedBy } from '#shared/http/attempt-limits.ts'
import { handOverSession } from '#shared/http/cookies.ts'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { MfaChallenge, SignedIn } from '#shared/schemas/auth.ts'
import { answerMfaChallenge } from '#shared/services/auth/challenge.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/mfa/challenge',
  access: 'public',
  middleware: limitedBy('signIn'),
  tags: ['auth'],
  summary: 'Finish a sign-in with a code of your app or a recovery code',
  request: { body: jsonBody(MfaChallenge) },
  responses: {
    200: jsonReply(SignedIn, 'The tokens of a new session'),
    401: problemReply('The code is wrong or was used, or the sign-in took too long'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = c.req.valid('json')
  const session = await answerMfaChallenge(c.get('ctx'), input)
  return c.json(handOverSession(c, session, input.session), 200)
})
