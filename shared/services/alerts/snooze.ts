import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { startOfDay } from '../../domain/day-times.ts'
import { invalid } from '../../errors.ts'
import { findSettings } from '../../repositories/settings.ts'
import { type Alert, LONGEST_SNOOZE_DAYS, type SnoozeAlert } from '../../schemas/alerts.ts'
import { changeAlert } from './change.ts'

const dayMs = 86_400_000

/**
 * Puts an alert to sleep: until then it is not mailed. An earlier snooze or acknowledgement is
 * replaced.
 *
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE when it is resolved, InvalidError
 * when the time lies in the past or too far ahead
 */
export async function snoozeAlert(ctx: Ctx, id: string, input: SnoozeAlert): Promise<Alert> {
  authorize(ctx.actor, 'alerts:write')
  const snoozedUntil = await endOfSnooze(ctx, input)
  return changeAlert(ctx, id, {
    move: 'snooze',
    version: input.version,
    set: (before) =>
      before.state === 'snoozed' && before.snoozedUntil === snoozedUntil
        ? undefined
        : { snoozedUntil, acknowledgedById: null, acknowledgedByName: null },
  })
}

async function endOfSnooze(ctx: Ctx, { until, days }: SnoozeAlert): Promise<string> {
  const now = ctx.now().getTime()
  const latest = now + LONGEST_SNOOZE_DAYS * dayMs
  if (until === undefined) return new Date(now + (days ?? 1) * dayMs).toISOString()
  const end = until.includes('T')
    ? Date.parse(until)
    : startOfDay((await findSettings(ctx.db)).timeZone, until).getTime()
  if (end <= now) throw invalid('until', 'must be in the future')
  if (end > latest) throw invalid('until', `must be within ${LONGEST_SNOOZE_DAYS} days`)
  return new Date(end).toISOString()
}
