import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import { findDeliveries } from '../../repositories/webhook-deliveries.ts'
import { findWebhooks } from '../../repositories/webhooks.ts'
import type { ListDeliveries, Webhook, WebhookDelivery } from '../../schemas/webhooks.ts'
import { requireWebhook } from './rules.ts'
import { deliveryView, webhookView } from './view.ts'

/** @throws NotFoundError */
export async function getWebhook(ctx: Ctx, id: string): Promise<Webhook> {
  authorize(ctx.actor, 'webhooks:read')
  return webhookView(await requireWebhook(ctx.db, id))
}

/** All webhooks, oldest first. */
export async function listWebhooks(ctx: Ctx, request: PageRequest): Promise<Page<Webhook>> {
  authorize(ctx.actor, 'webhooks:read')
  const page = await findWebhooks(ctx.db, request)
  return { ...page, items: page.items.map(webhookView) }
}

/**
 * What was sent to a webhook in the last 7 days, newest first.
 * @throws NotFoundError
 */
export async function listDeliveries(
  ctx: Ctx,
  id: string,
  query: ListDeliveries,
): Promise<Page<WebhookDelivery>> {
  authorize(ctx.actor, 'webhooks:read')
  await requireWebhook(ctx.db, id)
  const page = await findDeliveries(ctx.db, id, query)
  return { ...page, items: page.items.map(deliveryView) }
}
