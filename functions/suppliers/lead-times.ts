import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { LeadTimes } from '#shared/schemas/lead-times.ts'
import { id } from '#shared/schemas/values.ts'
import { getLeadTimes } from '#shared/services/suppliers/lead-times.ts'

const route = defineRoute({
  method: 'get',
  path: '/suppliers/{id}/lead-times',
  access: 'orders:read',
  tags: ['suppliers'],
  summary: 'How long the orders of a supplier really took',
  description:
    'Of the last 20 orders of which everything came: whole days from the day on which the order was sent to its first and to its last goods, in the company’s time zone, and against the promised, else the expected day. Goods that were rejected, and receipts that were undone, do not count. Median, 90th percentile and share on time are those of these orders.',
  request: { params: z.object({ id: id('supplier') }) },
  responses: {
    200: jsonReply(LeadTimes, 'The lead times'),
    404: problemReply('There is no such supplier'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await getLeadTimes(c.get('ctx'), c.req.valid('param').id), 200),
)
