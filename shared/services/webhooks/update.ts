import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { placeEvents } from '../../events/place.ts'
import { newestPosition } from '../../repositories/events.ts'
import { updateWebhookRow } from '../../repositories/webhooks.ts'
import type { UpdateWebhook, Webhook } from '../../schemas/webhooks.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { requireAllowedUrl, requireWebhook } from './rules.ts'
import { auditedChange, webhookView } from './view.ts'

/**
 * Changes a webhook. One that is turned on again is told of what happens from then on, not of what
 * happened while it was off.
 * @throws NotFoundError, StaleVersionError, InvalidError when the URL may not be called
 */
export async function updateWebhook(ctx: Ctx, id: string, input: UpdateWebhook): Promise<Webhook> {
  authorize(ctx.actor, 'webhooks:write')
  if (input.url !== undefined) requireAllowedUrl(ctx, input.url)
  if (input.active) await placeEvents(ctx)
  return mutate(ctx, async (tx, audit) => {
    const before = await requireWebhook(tx, id)
    requireVersion('webhook', input.version, before.version)
    const { version: _version, types, active, ...fields } = input
    const changes = differing(before, {
      ...fields,
      types: types && JSON.stringify([...new Set(types)]),
      active: active === undefined ? undefined : active ? 1 : 0,
    })
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return webhookView(before)
    }
    const position = changes.active === 1 ? await newestPosition(tx) : undefined
    const after = requireUpdated(
      await updateWebhookRow(tx, before, {
        ...changes,
        ...(position !== undefined && { position }),
        updatedAt: ctx.now().toISOString(),
      }),
    )
    const webhook = webhookView(after)
    audit.updated('webhook', ...auditedChange(webhookView(before), webhook))
    return webhook
  })
}
