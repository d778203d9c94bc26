import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import type { Db } from '../../db/types.ts'
import { startOfDay } from '../../domain/day-times.ts'
import { formatAmount } from '../../domain/money.ts'
import { reportDays } from '../../domain/report-days.ts'
import { exactValue, roundExact } from '../../domain/stock-value.ts'
import { idBounds, idTime } from '../../ids.ts'
import { findSettings } from '../../repositories/settings.ts'
import {
  findLargeChanges,
  findLargeStock,
  findRevaluationsSince,
  findStockValueNow,
  sumValueChanges,
} from '../../repositories/stock-value-report.ts'
import type { ReportQuery, StockValueReport } from '../../schemas/reports.ts'

const PIECE_MS = 30 * 86_400_000

/** A change of the value that is not in the sums of movements, in ms and as an exact value. */
interface SingleChange {
  at: number
  change: bigint
}

/** A stretch of time, in ms; the last one of a report has no end. */
interface Stretch {
  from: number
  until: number
}

/**
 * What all stock was worth at the end of each day of the company: the present value, worked back by
 * what each movement and each revaluation changed. Nothing is rounded but the figures shown, so
 * today's can differ by some cents from the sum of products that are rounded one by one.
 *
 * @throws InvalidError when the days are no period that can be reported
 */
export async function reportStockValue(ctx: Ctx, query: ReportQuery): Promise<StockValueReport> {
  authorize(ctx.actor, 'inventory:read')
  const { db } = ctx
  const { timeZone, currency } = await findSettings(db)
  const { from, to, today, days } = reportDays(timeZone, ctx.now(), query)
  const todayBegan = startOfDay(timeZone, today).getTime()
  const firstEnd = days[0]?.until ?? todayBegan
  const { value: now, changed: changedToday, singles } = await readNow(db, todayBegan, firstEnd)

  // Newest first: from the present back to the end of the last day, and on from day to day.
  let value = now
  const shown: StockValueReport['days'] = []
  if (to < today) {
    value -= changedToday + singleChanges(singles, { from: todayBegan, until: Infinity })
    // Piece by piece, because on SQLite a long sum holds everybody else up.
    for (let until = todayBegan, begin = days.at(-1)?.until ?? until; until > begin;) {
      const piece = { from: Math.max(begin, until - PIECE_MS), until }
      value -= await changesOf(db, piece, singles)
      until = piece.from
      await giveWay()
    }
  }
  for (const day of days.toReversed()) {
    shown.push({ day: day.day, value: formatAmount(roundExact(value, currency), currency) })
    if (day.day === from) break
    value -=
      day.day === today
        ? changedToday + singleChanges(singles, { from: day.from, until: Infinity })
        : await changesOf(db, day, singles)
    await giveWay()
  }
  return { from, to, timeZone, currency, days: shown.toReversed() }
}

/** The present value, what of today is in it, and changes that are told one by one. */
async function readNow(db: Db, todayBegan: number, since: number) {
  const stock = await findStockValueNow(db, idBounds('movement', todayBegan).lowest)
  const { changed, large, lastRevaluation } = stock
  let { value } = stock
  if (large > 0) for (const product of await findLargeStock(db)) value += exactValue(product)
  const singles: SingleChange[] = []
  for (const { id, change } of await findLargeChanges(db, idBounds('movement', since).lowest)) {
    singles.push({ at: idTime(id), change: BigInt(change) })
  }
  const instant = new Date(since).toISOString()
  for (const row of await findRevaluationsSince(db, instant, lastRevaluation)) {
    const change = BigInt(row.onHand) * BigInt(row.newAverageCost - row.oldAverageCost)
    singles.push({ at: Date.parse(row.at), change })
  }
  return { value, changed, singles }
}

async function changesOf(
  db: Db,
  stretch: Stretch,
  singles: readonly SingleChange[],
): Promise<bigint> {
  if (stretch.from >= stretch.until) return 0n
  const { lowest: from } = idBounds('movement', stretch.from)
  const { lowest: until } = idBounds('movement', stretch.until)
  return (await sumValueChanges(db, from, until)) + singleChanges(singles, stretch)
}

function singleChanges(singles: readonly SingleChange[], { from, until }: Stretch): bigint {
  let sum = 0n
  for (const { at, change } of singles) if (at >= from && at < until) sum += change
  return sum
}
