import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { CountLinePage, ListCountLines } from '#shared/schemas/counts.ts'
import { id } from '#shared/schemas/values.ts'
import { listCountLines } from '#shared/services/inventory/counts/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/counts/{id}/lines',
  access: 'inventory:read',
  compressed: true,
  tags: ['inventory'],
  summary: 'List the lines of a count by name',
  request: { params: z.object({ id: id('count') }), query: ListCountLines },
  responses: {
    200: jsonReply(CountLinePage, 'A page of lines'),
    404: problemReply('There is no such count'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { id } = c.req.valid('param')
  return c.json(await listCountLines(c.get('ctx'), id, c.req.valid('query')), 200)
})
