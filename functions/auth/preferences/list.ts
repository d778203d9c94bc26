import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { Preferences } from '#shared/schemas/preferences.ts'
import { listPreferences } from '#shared/services/auth/preferences.ts'

const route = defineRoute({
  method: 'get',
  path: '/auth/preferences',
  access: 'signed-in',
  compressed: true,
  tags: ['auth'],
  summary: 'What you chose for yourself: columns, density, saved views',
  responses: { 200: jsonReply(Preferences, 'All your preferences by name') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listPreferences(c.get('ctx')), 200),
)
