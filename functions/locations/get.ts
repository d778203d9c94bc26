import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Location } from '#shared/schemas/locations.ts'
import { id } from '#shared/schemas/values.ts'
import { getLocation } from '#shared/services/locations/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/locations/{id}',
  access: 'locations:read',
  tags: ['locations'],
  summary: 'Read a location',
  request: { params: z.object({ id: id('location') }) },
  responses: {
    200: jsonReply(Location, 'The location'),
    404: problemReply('There is no such location'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const location = await getLocation(c.get('ctx'), c.req.valid('param').id)
  return c.json(location, 200, etag(location))
})
