import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { MfaSetup } from '#shared/schemas/auth.ts'
import { beginMfa } from '#shared/services/auth/mfa.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/mfa/setup',
  access: 'signed-in',
  letsIn: true,
  tags: ['auth'],
  summary: 'Begin two-factor sign-in: get the secret for your authenticator app',
  responses: {
    200: jsonReply(MfaSetup, 'The secret, which counts from the first right code on'),
    409: problemReply('It is on already'),
  },
})

export default endpoint().openapi(route, async (c) => c.json(await beginMfa(c.get('ctx')), 200))
