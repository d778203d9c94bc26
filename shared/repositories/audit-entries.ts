import { batchInsert } from '../db/batch-insert.ts'

export const auditColumns = [
  'id',
  'at',
  'actorId',
  'actorName',
  'action',
  'entity',
  'entityId',
  'oldValues',
  'newValues',
  'requestId',
  'ip',
  'sealNumber',
] as const

export const insertAuditEntries = batchInsert('auditEntry', auditColumns)
