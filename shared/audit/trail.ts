import type { Insertable } from 'kysely'
import type { Ctx } from '../context.ts'
import type { AuditEntryTable } from '../db/types.ts'
import { newId } from '../ids.ts'

/** A record as the API shows it: plain JSON, with its id. */
export type AuditedRecord = { id: string } & Record<string, unknown>

/** What `mutate` hands to its work: every change is told to it, or the transaction fails. */
export interface AuditTrail {
  created(entity: string, record: AuditedRecord): void
  /** Writes only the fields that differ; nothing when none does. */
  updated(entity: string, before: AuditedRecord, after: AuditedRecord): void
  deleted(entity: string, record: AuditedRecord): void
  /** Anything else that happened to a record, e.g. `RESTORE`, `LOGIN`, `PASSWORD_RESET`. */
  recorded(
    action: string,
    entity: string,
    entityId: string,
    newValues?: Record<string, unknown>,
  ): void
  /** Says that the request turned out to change nothing, so that no entry is owed. */
  nothingChanged(): void
}

/** Written on every change or never of interest; they would make each entry noise. */
const unaudited = new Set(['version', 'updatedAt'])

const sensitive = /password|secret|token|hash|recoverycode|otp/i

export class CollectedTrail implements AuditTrail {
  readonly entries: Insertable<AuditEntryTable>[] = []
  accounted = false
  readonly #ctx: Ctx
  readonly #at: string

  constructor(ctx: Ctx) {
    this.#ctx = ctx
    this.#at = ctx.now().toISOString()
  }

  created(entity: string, record: AuditedRecord): void {
    this.#add('CREATE', entity, record.id, null, withoutNulls(publicValues(record)))
  }

  updated(entity: string, before: AuditedRecord, after: AuditedRecord): void {
    this.accounted = true
    const changed = changedFields(before, after)
    if (changed.length === 0) return
    this.#add('UPDATE', entity, after.id, pick(before, changed), pick(after, changed))
  }

  deleted(entity: string, record: AuditedRecord): void {
    this.#add('DELETE', entity, record.id, withoutNulls(publicValues(record)), null)
  }

  recorded(
    action: string,
    entity: string,
    entityId: string,
    newValues: Record<string, unknown> = {},
  ): void {
    const values = publicValues(newValues)
    this.#add(action, entity, entityId, null, Object.keys(values).length > 0 ? values : null)
  }

  nothingChanged(): void {
    this.accounted = true
  }

  #add(
    action: string,
    entity: string,
    entityId: string,
    before: object | null,
    after: object | null,
  ): void {
    this.accounted = true
    this.entries.push({
      id: newId('audit'),
      at: this.#at,
      actorId: this.#ctx.actor.userId,
      actorName: this.#ctx.actor.name,
      action,
      entity,
      entityId,
      oldValues: before && JSON.stringify(before),
      newValues: after && JSON.stringify(after),
      requestId: this.#ctx.requestId,
      ip: this.#ctx.ip,
      sealNumber: null,
    })
  }
}

/** The names of the fields in which two records differ, those that nobody audits left out. */
export function changedFields(before: object, after: object): string[] {
  const old = before as Record<string, unknown>
  const values = after as Record<string, unknown>
  return Object.keys(values).filter(
    (name) =>
      !unaudited.has(name) &&
      !sensitive.test(name) &&
      JSON.stringify(old[name]) !== JSON.stringify(values[name]),
  )
}

function publicValues(record: Record<string, unknown>): Record<string, unknown> {
  return pick(
    record,
    Object.keys(record).filter((name) => !unaudited.has(name) && !sensitive.test(name)),
  )
}

function withoutNulls(record: Record<string, unknown>): Record<string, unknown> {
  return pick(
    record,
    Object.keys(record).filter((name) => record[name] !== null),
  )
}

function pick(record: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) picked[name] = record[name] ?? null
  return picked
}
