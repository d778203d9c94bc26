import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { Verification } from '#shared/schemas/inventory.ts'
import { verifyInventory } from '#shared/services/inventory/verify.ts'

const route = defineRoute({
  method: 'get',
  path: '/inventory/verify',
  access: 'inventory:read',
  tags: ['inventory'],
  summary: 'Prove that every level is the sum of its movements',
  responses: { 200: jsonReply(Verification, 'What was looked at, and what does not add up') },
})

export default endpoint().openapi(route, async (c) => {
  return c.json(await verifyInventory(c.get('ctx')), 200)
})
