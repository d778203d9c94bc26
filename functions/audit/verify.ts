import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { AuditVerification } from '#shared/schemas/audit.ts'
import { verifyAudit } from '#shared/services/audit/verify.ts'

const route = defineRoute({
  method: 'get',
  path: '/audit/verify',
  access: 'audit:read',
  tags: ['audit'],
  summary: 'Prove that the sealed audit log was not changed, or name the first row that was',
  responses: { 200: jsonReply(AuditVerification, 'What was found') },
})

export default endpoint().openapi(route, async (c) => c.json(await verifyAudit(c.get('ctx')), 200))
