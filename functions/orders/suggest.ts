import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { SuggestOrders, Suggestions } from '#shared/schemas/suggestions.ts'
import { suggestOrders } from '#shared/services/orders/suggest.ts'

const route = defineRoute({
  method: 'post',
  path: '/orders/suggest',
  access: 'orders:write',
  idempotent: true,
  compressed: true,
  tags: ['orders'],
  summary: 'Draft orders of what is at or below its reorder point',
  description:
    'One draft for each supplier (a further one from 500 lines on). Stock that is reserved does not count, open orders do, drafts included; pack size and minimum order are kept.',
  request: { body: { content: { 'application/json': { schema: SuggestOrders } } } },
  responses: { 200: jsonReply(Suggestions, 'The drafts, and what cannot be ordered') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await suggestOrders(c.get('ctx'), c.req.valid('json')), 200),
)
