import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { TEST_EVENT } from '../../domain/events.ts'
import { AppError, NotFoundError } from '../../errors.ts'
import { newDelivery } from '../../events/fan-out.ts'
import { newIdAt } from '../../ids.ts'
import { findEvent, insertEvents } from '../../repositories/events.ts'
import {
  type DeliveryRow,
  findDelivery,
  insertDeliveries,
  requeueDelivery,
} from '../../repositories/webhook-deliveries.ts'
import type { WebhookDelivery } from '../../schemas/webhooks.ts'
import { requireActiveWebhook } from './rules.ts'
import { deliveryView } from './view.ts'

/**
 * Sends a webhook an event of type `webhook.test`, whatever types it wants; the delivery tells what
 * came of it.
 * @throws NotFoundError, AppError ILLEGAL_STATE when it is not active
 */
export async function testWebhook(ctx: Ctx, id: string): Promise<WebhookDelivery> {
  authorize(ctx.actor, 'webhooks:write')
  const delivery = await mutate(ctx, async (tx, audit) => {
    await requireActiveWebhook(tx, id)
    const now = ctx.now()
    const event = {
      id: newIdAt('event', now.getTime()),
      at: now.toISOString(),
      type: TEST_EVENT,
      entity: 'webhook',
      entityIds: JSON.stringify([id]),
      count: 1,
      actorName: ctx.actor.name,
      requestId: ctx.requestId,
    }
    await insertEvents(tx, [event])
    const row = newDelivery(id, event.id, now)
    await insertDeliveries(tx, [row])
    audit.recorded('TEST', 'webhook', id)
    return deliveryView({ ...row, type: event.type })
  })
  ctx.eventsWritten()
  return delivery
}

/**
 * Sends an event once more, with all its attempts before it.
 * @throws NotFoundError, AppError ILLEGAL_STATE when it is being sent, its event was removed or the
 *   webhook is not active
 */
export async function replayDelivery(
  ctx: Ctx,
  id: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  authorize(ctx.actor, 'webhooks:write')
  const delivery = await mutate(ctx, async (tx, audit) => {
    await requireActiveWebhook(tx, id)
    const known = await requireDelivery(tx, id, deliveryId)
    if (!(await findEvent(tx, known.eventId))) {
      throw new AppError('ILLEGAL_STATE', 'the event is older than 7 days and was removed')
    }
    if (!(await requeueDelivery(tx, deliveryId, ctx.now().toISOString()))) {
      throw new AppError('ILLEGAL_STATE', 'the delivery is queued already')
    }
    audit.recorded('REPLAY', 'webhook', id, { delivery: deliveryId })
    return deliveryView(await requireDelivery(tx, id, deliveryId))
  })
  ctx.eventsWritten()
  return delivery
}

async function requireDelivery(db: Db, id: string, deliveryId: string): Promise<DeliveryRow> {
  const row = await findDelivery(db, id, deliveryId)
  if (!row) throw new NotFoundError('delivery', deliveryId)
  return row
}
