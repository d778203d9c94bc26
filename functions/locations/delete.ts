import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { id } from '#shared/schemas/values.ts'
import { deleteLocation } from '#shared/services/locations/delete.ts'

const route = defineRoute({
  method: 'delete',
  path: '/locations/{id}',
  access: 'locations:write',
  tags: ['locations'],
  summary: 'Remove a location that stock was never at',
  request: { params: z.object({ id: id('location') }) },
  responses: {
    204: { description: 'Removed' },
    404: problemReply('There is no such location'),
    409: problemReply('It is main, or stock is or was there'),
  },
})

export default endpoint().openapi(route, async (c) => {
  await deleteLocation(c.get('ctx'), c.req.valid('param').id)
  return c.body(null, 204)
})
