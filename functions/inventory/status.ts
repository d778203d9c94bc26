import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { InventoryStatus } from '#shared/schemas/inventory-read.ts'
import { getInventoryStatus } from '#shared/services/inventory/status.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/status',
  access: 'inventory:read',
  tags: ['inventory'],
  summary: 'Count products by stock status, and value the stock',
  responses: { 200: jsonReply(InventoryStatus, 'The stock at a glance') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await getInventoryStatus(c.get('ctx')), 200),
)
