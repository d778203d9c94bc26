import { systemActor } from '../auth/actor.ts'
import type { Ctx, Platform } from '../context.ts'
import { newId } from '../ids.ts'
import { findMonitorRun, type MonitorRunRow } from '../repositories/monitor-runs.ts'
import type { MonitorRun } from '../schemas/monitor.ts'
import { runMonitor } from '../services/monitor/run.ts'

const minuteMs = 60_000

/**
 * Runs the monitor when its last run began so many minutes ago or never came to its end. Any number
 * of processes may ask at any time: one of them runs it.
 *
 * @param signal ends the run early; another process then runs it anew
 * @returns undefined when it is not time yet, or somebody else runs it
 */
export async function runMonitorWhenDue(
  platform: Platform,
  everyMinutes: number,
  signal?: AbortSignal,
): Promise<MonitorRun | undefined> {
  const now = platform.now()
  const startedBefore = new Date(now.getTime() - everyMinutes * minuteMs)
  // A look costs less than a write, and there is one every minute.
  if (!isDue(await findMonitorRun(platform.db), startedBefore, now)) return undefined
  const ctx: Ctx = {
    ...platform,
    actor: systemActor('monitor'),
    requestId: newId('request'),
    ip: null,
    userAgent: null,
  }
  const report = await runMonitor(ctx, { startedBefore, ...(signal && { signal }) })
  if (!report.ran) return undefined
  platform.log.info('monitor ran', { ...report })
  return report
}

function isDue(last: MonitorRunRow | undefined, startedBefore: Date, now: Date): boolean {
  if (!last) return true
  if (last.lockedUntil !== null && last.lockedUntil > now.toISOString()) return false
  if (last.finishedAt === null || last.startedAt === null) return true
  return last.startedAt <= startedBefore.toISOString()
}
