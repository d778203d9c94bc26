import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { AcknowledgeAlert, Alert } from '../../schemas/alerts.ts'
import { changeAlert } from './change.ts'

/**
 * Says that somebody sees to it. Doing it again changes nothing.
 *
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE when it is resolved
 */
export async function acknowledgeAlert(
  ctx: Ctx,
  id: string,
  { version }: AcknowledgeAlert,
): Promise<Alert> {
  authorize(ctx.actor, 'alerts:write')
  const { userId, name } = ctx.actor
  return changeAlert(ctx, id, {
    move: 'acknowledge',
    version,
    set: ({ state }) =>
      state === 'acknowledged'
        ? undefined
        : { acknowledgedById: userId, acknowledgedByName: name, snoozedUntil: null },
  })
}
