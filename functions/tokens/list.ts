import * as z from 'zod'
import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { TokenPage } from '#shared/schemas/tokens.ts'
import { pageQuery } from '#shared/schemas/values.ts'
import { listTokens } from '#shared/services/tokens/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/tokens',
  access: 'signed-in',
  compressed: true,
  tags: ['tokens'],
  summary: 'List your API tokens',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: jsonReply(TokenPage, 'A page of tokens, newest first') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listTokens(c.get('ctx'), c.req.valid('query')), 200),
)
