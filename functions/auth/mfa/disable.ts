import { limitedBy } from '#shared/http/attempt-limits.ts'
import { defineRoute, endpoint, jsonBody, problemReply } from '#shared/http/endpoint.ts'
import { DisableMfa } from '#shared/schemas/auth.ts'
import { disableMfa } from '#shared/services/auth/mfa.ts'

const route = defineRoute({
  method: 'post',
  path: '/auth/mfa/disable',
  access: 'signed-in',
  letsIn: true,
  middleware: limitedBy('confirm'),
  tags: ['auth'],
  summary: 'Turn two-factor sign-in off',
  request: { body: jsonBody(DisableMfa) },
  responses: {
    204: { description: 'It is off; secret and recovery codes are gone' },
    409: problemReply('It is off already'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await disableMfa(c.get('ctx'), c.req.valid('json'))
  return c.body(null, 204)
})
