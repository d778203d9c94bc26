import type { Ctx } from '../context.ts'
import type { AuditRecord, Tx } from '../db/types.ts'
import { AppError, codeOf, isBusy, LostUpdateError } from '../errors.ts'
import { insertAuditEntries } from '../repositories/audit-entries.ts'
import { insertEvents } from '../repositories/events.ts'
import {
  claimIdempotencyKey,
  deleteIdempotencyKey,
  findIdempotencyKey,
  storeIdempotentResult,
} from '../repositories/idempotency-keys.ts'
import { eventsOf } from './events.ts'
import { type AuditTrail, CollectedTrail } from './trail.ts'

const MAX_ATTEMPTS = 5
/**
 * PostgreSQL: a rival took a name or removed a record after the work had looked at it; the next
 * attempt sees what the rival did.
 */
const overtaken = new Set(['23503', '23505'])

/** How long an `Idempotency-Key` is remembered. */
export const IDEMPOTENCY_HOURS = 24

/** The work of a mutation, what it told the audit trail, and how many events came of it. */
interface Outcome<T> {
  result: T
  entries: readonly AuditRecord[]
  events: number
}

/**
 * The only door to a write: one transaction, which holds the change, its audit entries, its events and, when the
 * request carries an `Idempotency-Key`, the result for the next request with it. Work that tells
 * the trail nothing fails and leaves nothing behind. The work may run more than once (busy
 * database), so it must do nothing but read and write `tx`.
 *
 * @param options `long` for work on many records, for whose commit nobody else should wait
 * @returns what the work returned; plain JSON when the request is idempotent
 */
export async function mutate<T>(
  ctx: Ctx,
  work: (tx: Tx, audit: AuditTrail) => Promise<T>,
  { long = false } = {},
): Promise<T> {
  takeIdempotencyKey(ctx)
  const writer = long ? ctx.longWriter : ctx.writer
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await writer.transaction().execute((tx) => inTransaction(ctx, tx, work))
      announce(ctx, outcome.entries)
      if (outcome.events > 0) ctx.eventsWritten()
      return outcome.result
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !(isBusy(error) || isOvertaken(error))) throw error
      await pause(attempt)
    }
  }
}

/** One key stands for one result, so a second mutation under it would be given the first one's. */
function takeIdempotencyKey({ idempotency }: Ctx): void {
  if (!idempotency) return
  if (idempotency.used) throw new Error('an idempotent request ran a second mutation')
  idempotency.used = true
}

async function inTransaction<T>(
  ctx: Ctx,
  tx: Tx,
  work: (tx: Tx, audit: AuditTrail) => Promise<T>,
): Promise<Outcome<T>> {
  const idempotent = ctx.idempotency
  if (!idempotent) return audited(ctx, tx, work)

  const actorId = ctx.actor.tokenId ?? ctx.actor.userId ?? ctx.actor.name
  const createdAt = ctx.now().toISOString()
  const { key: requestKey, requestHash } = idempotent
  const row = { actorId, requestKey, requestHash, result: '', createdAt }
  while (!(await claimIdempotencyKey(tx, row))) {
    const known = await findIdempotencyKey(tx, actorId, requestKey)
    if (known && !isExpired(known.createdAt, ctx.now())) {
      if (known.requestHash !== requestHash) throw reusedKey(requestKey)
      return { result: JSON.parse(known.result) as T, entries: [], events: 0 }
    }
    // Whoever else found it expired may have claimed it anew by now; that claim must stay.
    if (known) await deleteIdempotencyKey(tx, actorId, requestKey, known.createdAt)
  }
  const outcome = await audited(ctx, tx, work)
  await storeIdempotentResult(tx, actorId, requestKey, JSON.stringify(outcome.result ?? null))
  return outcome
}

async function audited<T>(
  ctx: Ctx,
  tx: Tx,
  work: (tx: Tx, audit: AuditTrail) => Promise<T>,
): Promise<Outcome<T>> {
  const trail = new CollectedTrail(ctx)
  const result = await work(tx, trail)
  if (!trail.accounted) throw new Error('a mutation told the audit trail nothing')
  const { entries } = trail
  const events = eventsOf(entries)
  await insertAuditEntries(tx, entries)
  await insertEvents(tx, events)
  return { result, entries, events: events.length }
}

/** The change is stored already, so a stream that fails must not fail the request. */
function announce(ctx: Ctx, entries: readonly AuditRecord[]): void {
  if (!ctx.auditStream || entries.length === 0) return
  try {
    ctx.auditStream(entries)
  } catch (error) {
    ctx.log.error('the audit stream failed', error, { requestId: ctx.requestId })
  }
}

function isExpired(createdAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(createdAt) >= IDEMPOTENCY_HOURS * 3_600_000
}

function reusedKey(key: string): AppError {
  return new AppError(
    'INVALID',
    `Idempotency-Key ${key} was used for another request: send a new key`,
    {
      idempotencyKey: key,
    },
  )
}

function isOvertaken(error: unknown): boolean {
  return error instanceof LostUpdateError || overtaken.has(codeOf(error))
}

/** Grows with each attempt and differs between processes, so that two rivals do not meet again. */
function pause(attempt: number): Promise<void> {
  const ms = attempt * 10 + Math.random() * 20
  return new Promise((resolve) => setTimeout(resolve, ms))
}
