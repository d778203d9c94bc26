import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { severityName } from '../../domain/monitor/alerts.ts'
import { countAlerts } from '../../repositories/alerts.ts'
import type { AlertCounts } from '../../schemas/alerts.ts'

/** How many alerts there are in each state, and how bad the open ones are. */
export async function countOfAlerts(ctx: Ctx): Promise<AlertCounts> {
  authorize(ctx.actor, 'alerts:read')
  const states = { open: 0, acknowledged: 0, snoozed: 0, resolved: 0 }
  const open = { info: 0, warning: 0, critical: 0 }
  for (const { state, severity, count } of await countAlerts(ctx.db)) {
    states[state] += count
    if (state === 'open') open[severityName(severity)] += count
  }
  return { states, open }
}
