import * as z from 'zod'
import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { SessionPage } from '#shared/schemas/auth.ts'
import { pageQuery } from '#shared/schemas/values.ts'
import { listSessions } from '#shared/services/auth/sessions.ts'

const route = defineRoute({
  method: 'get',
  path: '/auth/sessions',
  access: 'signed-in',
  compressed: true,
  tags: ['auth'],
  summary: 'List your open sessions',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: jsonReply(SessionPage, 'A page of sessions, newest first') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listSessions(c.get('ctx'), c.req.valid('query')), 200),
)
