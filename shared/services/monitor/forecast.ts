import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { findForecasts } from '../../repositories/forecasts.ts'
import type { Page } from '../../repositories/page.ts'
import type { ListForecasts, ProductForecast } from '../../schemas/monitor.ts'
import { forecastView } from './view.ts'

/** What the last run of the monitor found out, those products first that run out first. */
export async function listForecasts(
  ctx: Ctx,
  query: ListForecasts,
): Promise<Page<ProductForecast>> {
  authorize(ctx.actor, 'inventory:read')
  const page = await findForecasts(ctx.db, query)
  return { ...page, items: page.items.map(forecastView) }
}
