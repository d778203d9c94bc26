import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Preference, PreferenceName, PutPreference } from '#shared/schemas/preferences.ts'
import { putPreference } from '#shared/services/auth/preferences.ts'

const route = defineRoute({
  method: 'put',
  path: '/auth/preferences/{name}',
  access: 'signed-in',
  tags: ['auth'],
  summary: 'Keep a preference of yours',
  description:
    'For people, not for API tokens. The value is any JSON of at most 16,384 bytes and takes the place of the one before; a person keeps at most 100. The audit log tells the name, not the value.',
  request: { params: z.object({ name: PreferenceName }), body: jsonBody(PutPreference) },
  responses: {
    200: jsonReply(Preference, 'The preference as stored'),
    409: problemReply('You keep 100 already'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await putPreference(c.get('ctx'), c.req.valid('param').name, c.req.valid('json')), 200),
)
