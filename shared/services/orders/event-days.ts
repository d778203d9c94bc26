import type { Ctx } from '../../context.ts'
import { dayIn } from '../../domain/days.ts'
import type { EventDays } from '../payments/for-orders.ts'
import type { LoadedOrder } from './load.ts'

/** The days in the company's time zone that due days are counted from. */
export function eventDays(
  ctx: Ctx,
  { order, settings: { timeZone } }: Pick<LoadedOrder, 'order' | 'settings'>,
): EventDays {
  const { sentAt, arrivedOn } = order
  return {
    today: dayIn(timeZone, ctx.now()),
    ...(sentAt !== null && { order: dayIn(timeZone, new Date(sentAt)) }),
    ...(arrivedOn !== null && { arrival: arrivedOn }),
  }
}
