import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Location, CreateLocation } from '#shared/schemas/locations.ts'
import { createLocation } from '#shared/services/locations/create.ts'

const route = defineRoute({
  method: 'post',
  path: '/locations',
  access: 'locations:write',
  idempotent: true,
  tags: ['locations'],
  summary: 'Add a location',
  request: { body: jsonBody(CreateLocation) },
  responses: {
    201: jsonReply(Location, 'The location as stored'),
    409: problemReply('The name is taken'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const location = await createLocation(c.get('ctx'), c.req.valid('json'))
  return c.json(location, 201, { location: `/api/locations/${location.id}`, ...etag(location) })
})
