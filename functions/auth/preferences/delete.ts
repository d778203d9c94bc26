import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { PreferenceName } from '#shared/schemas/preferences.ts'
import { deletePreference } from '#shared/services/auth/preferences.ts'

const route = defineRoute({
  method: 'delete',
  path: '/auth/preferences/{name}',
  access: 'signed-in',
  tags: ['auth'],
  summary: 'Remove a preference of yours',
  request: { params: z.object({ name: PreferenceName }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('You keep none of that name'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deletePreference(c.get('ctx'), c.req.valid('param').name)
  return c.body(null, 204)
})
