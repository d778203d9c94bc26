import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { MonitorRun } from '../../schemas/monitor.ts'
import { runMonitor } from './run.ts'

/** Runs the monitor because somebody asked for it, which the audit log tells. */
export async function runMonitorNow(ctx: Ctx): Promise<MonitorRun> {
  authorize(ctx.actor, 'monitor:run')
  const report = await runMonitor(ctx)
  if (!report.ran) return report
  const { ran: _ran, startedAt: _startedAt, finishedAt: _finishedAt, ...counts } = report
  await mutate(ctx, (_tx, audit) => {
    audit.recorded('RUN', 'monitor', 'monitor', counts)
    return Promise.resolve()
  })
  return report
}
