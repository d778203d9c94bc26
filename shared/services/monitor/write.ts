import { writeEvent } from '../../audit/events.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import {
  insertAlerts,
  resolveAlerts,
  updateEvidence,
  wakeAlerts,
} from '../../repositories/alerts.ts'
import { deleteForecasts, upsertForecasts } from '../../repositories/forecasts.ts'
import { isWorse, type Verdict } from './judge.ts'
import type { Lease } from './lease.ts'

/** A transaction stays this small, because nobody can sell while SQLite's only writer is busy. */
const ROWS = 1_000

/** Opens the alerts whose snooze is over; gives how many. */
export async function wake(ctx: Ctx, lease: Lease, at: string): Promise<number> {
  const woken = await lease.write(async (tx) => {
    const ids = await wakeAlerts(tx, at)
    await writeEvent(ctx, tx, { action: 'WAKE', entity: 'alert', ids })
    return ids.length
  })
  if (woken > 0) ctx.eventsWritten()
  return woken
}

/** Writes what a run found out about a portion of products, and an event of each kind of change. */
export async function writeVerdict(
  ctx: Ctx,
  lease: Lease,
  verdict: Verdict,
  at: string,
): Promise<void> {
  const { forecasts, outdated, opened, changed, resolved } = verdict
  const tell = (tx: Tx, action: string, ids: readonly string[]) =>
    writeEvent(ctx, tx, { action, entity: 'alert', ids })
  await inPortions(lease, forecasts, upsertForecasts)
  await inPortions(lease, outdated, deleteForecasts)
  await inPortions(lease, resolved, async (tx, ids) => {
    await resolveAlerts(tx, ids, at)
    await tell(tx, 'RESOLVE', ids)
  })
  await inPortions(lease, opened, async (tx, rows) => {
    await insertAlerts(tx, rows)
    await tell(tx, 'OPEN', rows.map(idOf))
  })
  await inPortions(lease, changed, async (tx, rows) => {
    for (const { before, severity, details } of rows) {
      await updateEvidence(tx, before.id, { severity, details, updatedAt: at })
    }
    const worse = rows.filter(isWorse).map(({ before }) => before)
    await tell(tx, 'WORSEN', worse.map(idOf))
  })
  if (opened.length + resolved.length + changed.length > 0) ctx.eventsWritten()
}

async function inPortions<Row>(
  lease: Lease,
  rows: readonly Row[],
  work: (tx: Tx, rows: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS) {
    await lease.write((tx) => work(tx, rows.slice(start, start + ROWS)))
  }
}

function idOf({ id }: { id: string }): string {
  return id
}
