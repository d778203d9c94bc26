import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { endSession } from '#shared/services/auth/sessions.ts'

const route = defineRoute({
  method: 'delete',
  path: '/auth/sessions/{id}',
  access: 'signed-in',
  tags: ['auth'],
  summary: 'End one of your sessions',
  request: { params: z.object({ id: id('session') }) },
  responses: {
    204: { description: 'Ended; its tokens are worth nothing from now on' },
    404: problemReply('You have no such open session'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await endSession(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
