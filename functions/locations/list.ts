import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { LocationPage, ListLocations } from '#shared/schemas/locations.ts'
import { listLocations } from '#shared/services/locations/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/locations',
  access: 'locations:read',
  compressed: true,
  tags: ['locations'],
  summary: 'List locations',
  request: { query: ListLocations },
  responses: { 200: jsonReply(LocationPage, 'A page of locations') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listLocations(c.get('ctx'), c.req.valid('query')), 200),
)
