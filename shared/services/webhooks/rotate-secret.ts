import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import { seal } from '../../auth/keys.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import { newWebhookSecret } from '../../events/signature.ts'
import { rotateWebhookSecret } from '../../repositories/webhooks.ts'
import type { WebhookWithSecret } from '../../schemas/webhooks.ts'
import { webhookView } from './view.ts'

/** So long calls are signed with the old secret too, for receivers that change over by hand. */
const OVERLAP_MS = 24 * 3_600_000

/**
 * Gives a webhook a new secret, shown this once.
 * @throws NotFoundError
 */
export async function rotateSecret(ctx: Ctx, id: string): Promise<WebhookWithSecret> {
  authorize(ctx.actor, 'webhooks:write')
  const secret = newWebhookSecret()
  const sealedSecret = await seal(ctx.keys.encryption, secret)
  return mutate(ctx, async (tx, audit) => {
    const now = ctx.now()
    const row = await rotateWebhookSecret(tx, id, {
      sealedSecret,
      oldSecretUntil: new Date(now.getTime() + OVERLAP_MS).toISOString(),
      at: now.toISOString(),
    })
    if (!row) throw new NotFoundError('webhook', id)
    audit.recorded('ROTATE_SECRET', 'webhook', id)
    return { ...webhookView(row), secret }
  })
}
