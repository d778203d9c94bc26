import type { Ctx } from '../context.ts'
import type { AuditRecord } from '../db/types.ts'
import { newIdAt } from '../ids.ts'

/** A record as the API shows it: plain JSON, with its id. */
export type AuditedRecord = { id: string } & Record<string, unknown>

/** What `mutate` hands to its work: every change is told to it, or the transaction fails. */
export interface AuditTrail {
  created(entity: string, record: AuditedRecord): void
  /** Writes only the fields that differ; nothing when none does. */
  updated(entity: string, before: AuditedRecord, after: AuditedRecord): void
  deleted(entity: string, record: AuditedRecord): void
  /**
   * A named action that changed a record, e.g. `ADVANCE`. Of both sides only the fields that differ
   * are written; nothing when none does.
   */
  changed(
    action: string,
    entity: string,
    entityId: string,
    oldValues: Record<string, unknown>,
    newValues: Record<string, unknown>,
  ): void
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

const sensitive =
  /pass(word|phrase)|secret|token|hash|credential|recovery_?codes?|(api|private)_?key/i
/** Too short to be looked for inside a word: `notPaid` and `lotPrice` are no one-time codes. */
const sensitiveWords = new Set(['otp', 'totp', 'pin'])
const NAMES_KEPT = 1_000
const judged = new Map<string, boolean>()

export class CollectedTrail implements AuditTrail {
  readonly entries: AuditRecord[] = []
  accounted = false
  readonly #ctx: Ctx
  readonly #at: number
  readonly #atText: string

  constructor(ctx: Ctx) {
    this.#ctx = ctx
    const now = ctx.now()
    this.#at = now.getTime()
    this.#atText = now.toISOString()
  }

  created(entity: string, record: AuditedRecord): void {
    this.#add('CREATE', entity, record.id, null, publicValues(record, isSet))
  }

  updated(entity: string, before: AuditedRecord, after: AuditedRecord): void {
    this.changed('UPDATE', entity, after.id, before, after)
  }

  changed(
    action: string,
    entity: string,
    entityId: string,
    oldValues: Record<string, unknown>,
    newValues: Record<string, unknown>,
  ): void {
    this.accounted = true
    const [old, values] = [publicValues(oldValues), publicValues(newValues)]
    const names = Object.keys(values).filter((name) => !isSame(old[name], values[name]))
    if (names.length === 0) return
    this.#add(action, entity, entityId, pick(old, names), pick(values, names))
  }

  deleted(entity: string, record: AuditedRecord): void {
    this.#add('DELETE', entity, record.id, publicValues(record, isSet), null)
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
      id: newIdAt('audit', this.#at),
      at: this.#atText,
      actorId: this.#ctx.actor.userId,
      actorName: this.#ctx.actor.name,
      action,
      entity,
      entityId,
      oldValues: before && JSON.stringify(before),
      newValues: after && JSON.stringify(after),
      requestId: this.#ctx.requestId,
      ip: this.#ctx.ip,
    })
  }
}

/** What of a record may be written down: neither noise nor, however deep inside, a secret. */
function publicValues(
  record: Record<string, unknown>,
  isWanted: (value: unknown) => boolean = () => true,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(record)) {
    const value = record[name]
    if (!isWanted(value) || unaudited.has(name) || isSensitive(name)) continue
    values[name] = withoutSecrets(value)
  }
  return values
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutSecrets)
  const open = Object.entries(value).filter(([name]) => !isSensitive(name))
  return Object.fromEntries(open.map(([name, inner]) => [name, withoutSecrets(inner)]))
}

/** The answer is kept, because an import asks for the same few names a million times. */
function isSensitive(name: string): boolean {
  let answer = judged.get(name)
  if (answer === undefined) {
    const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
    const hasWord = words.split(/[^a-z0-9]+/).some((word) => sensitiveWords.has(word))
    answer = hasWord || sensitive.test(name)
    if (judged.size < NAMES_KEPT) judged.set(name, answer)
  }
  return answer
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

function pick(record: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) picked[name] = record[name] ?? null
  return picked
}
