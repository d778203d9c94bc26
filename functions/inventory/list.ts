import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { InventoryPage, ListInventory } from '#shared/schemas/inventory-read.ts'
import { listInventory } from '#shared/services/inventory/list.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory',
  access: 'inventory:read',
  compressed: true,
  tags: ['inventory'],
  summary: 'List and search the stock of products',
  request: { query: ListInventory },
  responses: { 200: jsonReply(InventoryPage, 'A page of products with their stock') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listInventory(c.get('ctx'), c.req.valid('query')), 200),
)
