import type { Ctx } from '../context.ts'
import { startOfDay } from '../domain/day-times.ts'
import { addDays } from '../domain/days.ts'
import { invalid } from '../errors.ts'
import { findSettings } from '../repositories/settings.ts'

/** Both ends are included; each is an instant, or a day of the company. */
interface Period {
  from?: string | undefined
  to?: string | undefined
}

/**
 * The first and the last instant of a period: a day stands for its beginning as the first, for its
 * end as the last.
 * @throws InvalidError when it ends before it begins
 */
export async function instantsOf(ctx: Ctx, period: Period): Promise<Period> {
  const { from, to } = await withoutDays(ctx, period)
  if (from !== undefined && to !== undefined && Date.parse(from) > Date.parse(to)) {
    throw invalid('query.to', 'must not be before from')
  }
  return { from, to }
}

async function withoutDays(ctx: Ctx, { from, to }: Period): Promise<Period> {
  if (!isDay(from) && !isDay(to)) return { from, to }
  const { timeZone } = await findSettings(ctx.db)
  const began = (day: string) => startOfDay(timeZone, day).getTime()
  return {
    from: isDay(from) ? new Date(began(from)).toISOString() : from,
    to: isDay(to) ? new Date(began(addDays(to, 1)) - 1).toISOString() : to,
  }
}

function isDay(end: string | undefined): end is string {
  return end !== undefined && !end.includes('T')
}
