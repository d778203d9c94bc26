import type { Platform } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import { eventPermission, isWanted } from '../domain/events.ts'
import { newIdAt } from '../ids.ts'
import { findEventsAfter, newestPosition, type NumberedEvent } from '../repositories/events.ts'
import { insertDeliveries } from '../repositories/webhook-deliveries.ts'
import { findActiveWebhooks, moveWebhook, type WebhookRow } from '../repositories/webhooks.ts'

const EVENTS_PER_STEP = 500

type Needed = Pick<Platform, 'db' | 'writer' | 'now'>

/**
 * Makes a delivery of every new event for every active webhook that wants its type. Of several
 * processes that do so at once, one moves the webhook on and makes the deliveries.
 */
export async function queueDeliveries(platform: Needed, signal?: AbortSignal): Promise<void> {
  const webhooks = await findActiveWebhooks(platform.db)
  if (webhooks.length === 0) return
  const newest = await newestPosition(platform.db)
  for (const webhook of webhooks) {
    let position: number | undefined = webhook.position
    while (position !== undefined && position < newest && !signal?.aborted) {
      position = await step(platform, { ...webhook, position })
    }
  }
}

/** Undefined when there is nothing more to do, or somebody else does it. */
async function step(platform: Needed, webhook: WebhookRow): Promise<number | undefined> {
  const events = await findEventsAfter(platform.db, webhook.position, EVENTS_PER_STEP)
  const last = events.at(-1)
  if (!last) return undefined
  const wanted = JSON.parse(webhook.types) as string[]
  const chosen = events.filter((event) => isDelivered(event) && isWanted(event.type, wanted))
  const now = platform.now()
  const moved = await housekeep(platform, async (tx) => {
    if (!(await moveWebhook(tx, webhook, last.position))) return false
    await insertDeliveries(
      tx,
      chosen.map((event) => newDelivery(webhook.id, event.id, now)),
    )
    return true
  })
  return moved ? last.position : undefined
}

/** A try-out of one webhook is nobody else's business. */
function isDelivered({ entity }: NumberedEvent): boolean {
  return eventPermission(entity) !== undefined
}

/** A delivery that is due at once. */
export function newDelivery(webhookId: string, eventId: string, now: Date) {
  const at = now.toISOString()
  return {
    id: newIdAt('delivery', now.getTime()),
    webhookId,
    eventId,
    state: 'queued',
    attempts: 0,
    nextAttemptAt: at,
    createdAt: at,
    lastStatus: null,
    lastError: null,
    deliveredAt: null,
  } as const
}
