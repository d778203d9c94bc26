import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { SetupState } from '#shared/schemas/auth.ts'
import { isSetupNeeded } from '#shared/services/auth/set-up.ts'

const route = defineRoute({
  method: 'get',
  path: '/auth/setup',
  access: 'public',
  tags: ['auth'],
  summary: 'Whether the first owner is still to be made',
  responses: { 200: jsonReply(SetupState, 'Whether POST /auth/setup is open') },
})

export default endpoint().openapi(route, async (c) =>
  c.json({ needed: await isSetupNeeded(c.get('ctx')) }, 200),
)
