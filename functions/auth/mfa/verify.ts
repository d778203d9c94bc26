import { limitedBy } from '#shared/http/attempt-limits.ts'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { MfaCode, RecoveryCodes } from '#shared/schemas/auth.ts'
import { enableMfa } from '#shared/services/auth/mfa.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/mfa/verify',
  access: 'signed-in',
  letsIn: true,
  middleware: limitedBy('confirm'),
  tags: ['auth'],
  summary: 'Turn two-factor sign-in on with the first code of your app',
  request: { body: jsonBody(MfaCode) },
  responses: {
    200: jsonReply(RecoveryCodes, 'It is on; keep these codes for the day the app is lost'),
    409: problemReply('It is on already, or was not begun'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const recoveryCodes = await enableMfa(c.get('ctx'), c.req.valid('json').code)
  return c.json({ recoveryCodes }, 200)
})
