import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { deleteWebhookRow } from '../../repositories/webhooks.ts'
import { requireWebhook } from './rules.ts'
import { auditedWebhook, webhookView } from './view.ts'

/**
 * Removes a webhook with the log of its deliveries.
 * @throws NotFoundError
 */
export async function deleteWebhook(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'webhooks:write')
  await mutate(ctx, async (tx, audit) => {
    const row = await requireWebhook(tx, id)
    await deleteWebhookRow(tx, id)
    audit.deleted('webhook', auditedWebhook(webhookView(row)))
  })
}
