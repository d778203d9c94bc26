import * as z from 'zod'
import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Location, UpdateLocation } from '#shared/schemas/locations.ts'
import { id } from '#shared/schemas/values.ts'
import { updateLocation } from '#shared/services/locations/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/locations/{id}',
  access: 'locations:write',
  tags: ['locations'],
  summary: 'Change a location',
  request: { params: z.object({ id: id('location') }), body: jsonBody(UpdateLocation) },
  responses: {
    200: jsonReply(Location, 'The location as stored'),
    404: problemReply('There is no such location'),
    409: problemReply('The version is stale, the name is taken, or main would become inactive'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const input = withIfMatch(c, c.req.valid('json'))
  const location = await updateLocation(c.get('ctx'), c.req.valid('param').id, input)
  return c.json(location, 200, etag(location))
})
