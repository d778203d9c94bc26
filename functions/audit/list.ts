import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { AuditPage, ListAudit } from '#shared/schemas/audit.ts'
import { listAudit } from '#shared/services/audit/list.ts'

const route = defineRoute({
  method: 'get',
  path: '/audit',
  access: 'audit:read',
  compressed: true,
  tags: ['audit'],
  summary: 'List who changed what, newest first',
  request: { query: ListAudit },
  responses: { 200: jsonReply(AuditPage, 'A page of the audit log') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listAudit(c.get('ctx'), c.req.valid('query')), 200),
)
