import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { findAlerts } from '../../repositories/alerts.ts'
import type { Page } from '../../repositories/page.ts'
import type { Alert, ListAlerts } from '../../schemas/alerts.ts'
import { alertView } from './view.ts'

/** The alerts, newest or worst first. */
export async function listAlerts(ctx: Ctx, query: ListAlerts): Promise<Page<Alert>> {
  authorize(ctx.actor, 'alerts:read')
  const page = await findAlerts(ctx.db, query)
  return { ...page, items: page.items.map(alertView) }
}
