import * as z from 'zod'
import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'

const route = defineRoute({
  method: 'get',
  path: '/health',
  access: 'public',
  tags: ['system'],
  summary: 'Whether the process answers',
  responses: { 200: jsonReply(z.object({ status: z.literal('ok') }), 'It does') },
})

export default endpoint().openapi(route, (c) => c.json({ status: 'ok' as const }, 200))
