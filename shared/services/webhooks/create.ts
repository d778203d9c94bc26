import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import { seal } from '../../auth/keys.ts'
import type { Ctx } from '../../context.ts'
import { ConflictError } from '../../errors.ts'
import { placeEvents } from '../../events/place.ts'
import { newWebhookSecret } from '../../events/signature.ts'
import { newId } from '../../ids.ts'
import { newestPosition } from '../../repositories/events.ts'
import { countWebhooks, insertWebhook } from '../../repositories/webhooks.ts'
import type { CreateWebhook, WebhookWithSecret } from '../../schemas/webhooks.ts'
import { requireAllowedUrl } from './rules.ts'
import { auditedWebhook, webhookView } from './view.ts'

/** Every event is held against every webhook. */
const MOST_WEBHOOKS = 50

/**
 * Adds a webhook, which is told of what happens from now on. Its secret is shown this once.
 * @throws InvalidError when the URL may not be called, ConflictError when there are 50 already
 */
export async function createWebhook(ctx: Ctx, input: CreateWebhook): Promise<WebhookWithSecret> {
  authorize(ctx.actor, 'webhooks:write')
  requireAllowedUrl(ctx, input.url)
  const secret = newWebhookSecret()
  const sealedSecret = await seal(ctx.keys.encryption, secret)
  await placeEvents(ctx)
  return mutate(ctx, async (tx, audit) => {
    if ((await countWebhooks(tx)) >= MOST_WEBHOOKS) {
      throw new ConflictError(`there are ${MOST_WEBHOOKS} webhooks already: remove one first`)
    }
    const at = ctx.now().toISOString()
    const { url, description = null, types = [], active = true } = input
    const row = await insertWebhook(tx, {
      id: newId('webhook'),
      url,
      description,
      types: JSON.stringify([...new Set(types)]),
      sealedSecret,
      active: active ? 1 : 0,
      position: await newestPosition(tx),
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    const webhook = webhookView(row)
    audit.created('webhook', auditedWebhook(webhook))
    return { ...webhook, secret }
  })
}
