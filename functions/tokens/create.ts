import { defineRoute, endpoint, jsonBody, jsonReply } from '#shared/http/endpoint.ts'
import { CreatedToken, CreateToken } from '#shared/schemas/tokens.ts'
import { createToken } from '#shared/services/tokens/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/tokens',
  access: 'signed-in',
  letsIn: true,
  tags: ['tokens'],
  summary: 'Make an API token for a machine',
  request: { body: jsonBody(CreateToken) },
  responses: { 201: jsonReply(CreatedToken, 'The token, shown this once') },
})

export default endpoint().openapi(route, async (c) => {
  const token = await createToken(c.get('ctx'), c.req.valid('json'))
  return c.json(token, 201, { location: `/api/tokens/${token.id}` })
})
