import * as z from 'zod'
import { createRoute } from '@hono/zod-openapi'
import { endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { securityHeaders } from '#shared/http/replies.ts'

const Health = z.object({ status: z.literal('ok') })

const route = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  tags: ['system'],
  summary: 'Whether the process answers',
  'x-permission': 'public',
  security: [],
  responses: { 200: jsonReply(Health, 'It does') },
})

const body = JSON.stringify({ status: 'ok' } satisfies z.infer<typeof Health>)
const headers = { ...securityHeaders, 'content-type': 'application/json' }

/**
 * Machines ask this every few seconds, most of all when a server is busy, so it is answered before
 * the chain that every other request passes, and brings its own headers.
 */
export default endpoint().openapi(route, () => {
  // The contract's type is that of `c.json`, which would copy the headers for every answer.
  return new Response(body, { headers }) as never
})
