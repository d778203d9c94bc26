import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { checkReadiness } from '#shared/services/system/check-readiness.ts'

const route = defineRoute({
  method: 'get',
  path: '/health/ready',
  access: 'public',
  tags: ['system'],
  summary: 'Whether the database answers and is migrated',
  responses: {
    200: jsonReply(
      z.object({ status: z.literal('ready'), migration: z.string() }),
      'Ready for requests',
    ),
    503: problemReply('Not ready; the detail says why'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { migration } = await checkReadiness(c.get('ctx'))
  return c.json({ status: 'ready' as const, migration }, 200)
})
