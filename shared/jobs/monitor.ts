import { systemActor } from '../auth/actor.ts'
import type { Ctx, Platform } from '../context.ts'
import { hourIn } from '../domain/day-times.ts'
import { isMailHour } from '../domain/monitor/alerts.ts'
import { newId } from '../ids.ts'
import { findMonitorRun, type MonitorRunRow } from '../repositories/monitor-runs.ts'
import { findSettings } from '../repositories/settings.ts'
import type { MonitorRun } from '../schemas/monitor.ts'
import { runMonitor } from '../services/monitor/run.ts'

const minuteMs = 60_000

/**
 * Runs the monitor when its last run began so many minutes ago or never came to its end, and when
 * the hours of mails have begun since it ended: what it found waits for them. Any number of
 * processes may ask at any time: one of them runs it.
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
  // A look costs less than a write, and there is one every minute.
  const last = await findMonitorRun(platform.db)
  const startedBefore = await dueAfter(platform, last, everyMinutes, now)
  if (!startedBefore) return undefined
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

/** A run is due when the last one began then or earlier; undefined when none is. */
async function dueAfter(
  { db }: Pick<Platform, 'db'>,
  last: MonitorRunRow | undefined,
  everyMinutes: number,
  now: Date,
): Promise<Date | undefined> {
  const startedBefore = new Date(now.getTime() - everyMinutes * minuteMs)
  if (!last) return startedBefore
  const { startedAt, finishedAt, lockedUntil } = last
  if (lockedUntil !== null && lockedUntil > now.toISOString()) return undefined
  if (finishedAt === null || startedAt === null) return startedBefore
  if (startedAt <= startedBefore.toISOString()) return startedBefore
  const { timeZone, alertHourFrom: from, alertHourTo: to } = await findSettings(db)
  const mails = (instant: Date) => isMailHour({ from, to }, hourIn(timeZone, instant))
  return mails(now) && !mails(new Date(finishedAt)) ? new Date(startedAt) : undefined
}
