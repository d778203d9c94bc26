import * as z from 'zod'
import { id, Instant, InstantOrDay, pageOf, pageQuery, text } from './values.ts'

export const AuditEntry = z
  .object({
    id: id('audit'),
    at: Instant,
    actor: z.object({ id: id('user').nullable(), name: z.string() }),
    action: z.string().meta({ example: 'UPDATE' }),
    entity: z.string().meta({ example: 'supplier' }),
    entityId: z.string(),
    oldValues: z.record(z.string(), z.unknown()).nullable(),
    newValues: z.record(z.string(), z.unknown()).nullable(),
    requestId: z.string(),
    ip: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' })

export const ListAudit = z.strictObject({
  entity: text(64).optional().describe('kind of record, e.g. `supplier`'),
  entityId: text(64).optional().describe('id of one record, with or without `entity`'),
  action: text(64).optional().describe('e.g. `CREATE`, `UPDATE`, `DELETE`'),
  actorId: id('user').optional().describe('only what this person, or a token of theirs, did'),
  from: InstantOrDay.optional().describe('first instant or day, included'),
  to: InstantOrDay.optional().describe('last instant or day, included'),
  ...pageQuery,
})
export type ListAudit = z.infer<typeof ListAudit>

/** What can be wrong with a sealed log, in the words of the answer. */
export const breaks = [
  'changed',
  'missing',
  'not listed',
  'seal changed',
  'chain broken',
  'a seal is missing',
] as const

export const AuditVerification = z
  .object({
    ok: z.boolean(),
    seals: z.int(),
    sealedEntries: z.int(),
    unsealedEntries: z.int().meta({ description: 'too new to be sealed, so not proven yet' }),
    lastSealHash: z
      .string()
      .nullable()
      .meta({ description: 'compare it with the last `audit sealed` line of an outside log' }),
    firstBroken: z
      .object({ sealNumber: z.int(), entryId: z.string().nullable(), reason: z.enum(breaks) })
      .nullable()
      .meta({
        description:
          'the first row that is not as it was sealed: an entry, or the seal itself when entryId is null',
      }),
  })
  .meta({ id: 'AuditVerification' })
export type AuditVerification = z.infer<typeof AuditVerification>
