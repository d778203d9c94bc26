import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { AuditRecord } from '../../db/types.ts'
import { findAuditPage } from '../../repositories/audit-entries.ts'
import type { Page } from '../../repositories/page.ts'
import type { AuditEntry, ListAudit } from '../../schemas/audit.ts'
import { instantsOf } from '../period.ts'

/**
 * A page of the audit log, newest first.
 * @throws InvalidError when the period ends before it begins
 */
export async function listAudit(ctx: Ctx, query: ListAudit): Promise<Page<AuditEntry>> {
  authorize(ctx.actor, 'audit:read')
  const page = await findAuditPage(ctx.db, { ...query, ...(await instantsOf(ctx, query)) })
  return { ...page, items: page.items.map(entryView) }
}

/** An entry as the API shows it. */
export function entryView({
  actorId,
  actorName,
  oldValues,
  newValues,
  ...shown
}: AuditRecord): AuditEntry {
  return {
    ...shown,
    actor: { id: actorId, name: actorName },
    oldValues: readValues(oldValues),
    newValues: readValues(newValues),
  }
}

/** Whoever tampers with a row may leave no JSON there; the log must show that row all the same. */
function readValues(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  try {
    const values: unknown = JSON.parse(text)
    if (typeof values === 'object' && values !== null) return { ...values }
  } catch {
    // Shown as it is, below.
  }
  return { unreadable: text }
}
