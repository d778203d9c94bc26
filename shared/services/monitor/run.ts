import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import { mailedBefore } from '../../domain/monitor/alerts.ts'
import { demandWindow, type DemandWindow } from '../../domain/monitor/demand.ts'
import { type AlertRow, findPastMails, findUnresolved } from '../../repositories/alerts.ts'
import { findRangeEnd, type ProductRange } from '../../repositories/demand.ts'
import { findForecastsOf } from '../../repositories/forecasts.ts'
import { findSettings } from '../../repositories/settings.ts'
import type { MonitorRun } from '../../schemas/monitor.ts'
import {
  type MonitoredProduct,
  readProducts,
  readReceipts,
  type ReceiptsByProduct,
} from './batch.ts'
import { queueDigest } from './digest.ts'
import { isWorse, judge, type Stored } from './judge.ts'
import { claimLease, type Lease, LeaseLostError } from './lease.ts'
import { wake, writeVerdict } from './write.ts'

/** A portion of products, so that what it reads and writes blocks nobody for long. */
const FIRST_PRODUCTS = 1_000
const FEWEST_PRODUCTS = 50
const MOST_PRODUCTS = 5_000
/** A portion is made smaller or larger to look at about so many movements. */
const MOVEMENTS = 20_000

export interface RunOptions {
  /** Only when the last run began then or earlier, or never came to its end. */
  startedBefore?: Date
  /** Ends the run after the present portion; the next run does everything anew. */
  signal?: AbortSignal
}

/**
 * Computes for every product when it runs out, opens and resolves alerts, and queues the digest of
 * what is new. One run at a time: a second one does nothing and says so.
 */
export async function runMonitor(ctx: Ctx, options: RunOptions = {}): Promise<MonitorRun> {
  authorize(ctx.actor, 'monitor:run')
  const startedAt = ctx.now()
  const report = newReport(startedAt)
  const lease = await claimLease(ctx, options.startedBefore)
  if (!lease) return report
  let ended: { finishedAt: string; result: string } | undefined
  try {
    report.ran = await run(ctx, lease, report, options.signal)
    report.finishedAt = ctx.now().toISOString()
    if (report.ran) ended = { finishedAt: report.finishedAt, result: JSON.stringify(report) }
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error
    ctx.log.warn('another run took the place of this one', { requestId: ctx.requestId })
  } finally {
    await lease.release(ended)
  }
  if (report.mails > 0) ctx.mailQueued()
  return report
}

function newReport(startedAt: Date): MonitorRun {
  const at = startedAt.toISOString()
  const counts = { products: 0, runningOut: 0, opened: 0, worsened: 0, woken: 0, resolved: 0 }
  return { ran: false, startedAt: at, finishedAt: at, ...counts, mailed: 0, mails: 0 }
}

/** False when the process ended before the run did. */
async function run(
  ctx: Ctx,
  lease: Lease,
  report: MonitorRun,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const settings = await findSettings(ctx.db)
  const now = new Date(report.startedAt)
  const window = demandWindow(settings.timeZone, now)
  report.woken = await wake(ctx, lease, report.startedAt)
  const receipts = await readReceipts(ctx, window.today)
  const ranges = await runPortions(ctx, lease, { window, receipts, report }, signal)
  if (!ranges) return false
  const { mailed, mails } = await queueDigest(ctx, lease, settings, ranges)
  report.mailed = mailed
  report.mails = mails
  return true
}

/** What is the same for all portions. */
interface Basis {
  window: DemandWindow
  receipts: ReceiptsByProduct
  report: MonitorRun
}

/** A portion of products and what is stored of them. */
interface Portion {
  range: ProductRange
  products: MonitoredProduct[]
  movements: number
  stored: Stored
}

/**
 * All products, portion by portion. The next one is read while the last one is written, because a
 * database server does both at once. Gives the ranges, or undefined when the process ends before.
 */
async function runPortions(
  ctx: Ctx,
  lease: Lease,
  basis: Basis,
  signal: AbortSignal | undefined,
): Promise<ProductRange[] | undefined> {
  const ranges: ProductRange[] = []
  let reading: Promise<Portion> | undefined = readPortion(ctx, '', FIRST_PRODUCTS, basis)
  while (reading) {
    const portion: Portion = await reading
    if (signal?.aborted) return undefined
    const { upTo } = portion.range
    reading = upTo === null ? undefined : readPortion(ctx, upTo, nextSize(portion), basis)
    try {
      await settlePortion(ctx, lease, portion, basis)
    } catch (error) {
      // Nobody waits for it any more, so its own error must not become an unhandled one.
      await reading?.catch(() => {})
      throw error
    }
    ranges.push(portion.range)
  }
  return ranges
}

async function readPortion(
  ctx: Ctx,
  after: string,
  size: number,
  { window, receipts }: Basis,
): Promise<Portion> {
  const upTo = (await findRangeEnd(ctx.db, after, size)) ?? null
  const range = { after, upTo }
  const read = await readProducts(ctx, range, window, receipts)
  await giveWay()
  const forecasts = await findForecastsOf(ctx.db, range)
  const alerts = await findUnresolved(ctx.db, range)
  await giveWay()
  return { range, ...read, stored: { forecasts, alerts } }
}

/** How many products the next portion should have, so that it has about as many movements as wanted. */
function nextSize({ products, movements }: Portion): number {
  const perProduct = Math.max(movements / Math.max(products.length, 1), 1)
  return Math.min(Math.max(Math.round(MOVEMENTS / perProduct), FEWEST_PRODUCTS), MOST_PRODUCTS)
}

async function settlePortion(
  ctx: Ctx,
  lease: Lease,
  { products, stored }: Portion,
  { window, report }: Basis,
): Promise<void> {
  const at = report.startedAt
  const verdict = judge(products, stored, { today: window.today, at })
  await rememberMails(ctx, verdict.opened, new Date(at))
  await giveWay()
  await writeVerdict(ctx, lease, verdict, at)
  report.products += products.length
  report.runningOut += verdict.runningOut
  report.opened += verdict.opened.length
  report.worsened += verdict.changed.filter(isWorse).length
  report.resolved += verdict.resolved.length
}

/**
 * An alert that comes back within 24 hours of its last mail waits like one that stayed open;
 * otherwise stock that goes up and down around the reorder point would mail all day.
 */
async function rememberMails(ctx: Ctx, opened: readonly AlertRow[], now: Date): Promise<void> {
  const products = [...new Set(opened.map(({ productId }) => productId))]
  const mails = await findPastMails(ctx.db, products, mailedBefore(now).toISOString())
  const key = (alert: Pick<AlertRow, 'productId' | 'locationId' | 'kind'>) =>
    `${alert.productId} ${alert.locationId} ${alert.kind}`
  const last = new Map(mails.map((mail) => [key(mail), mail.mailedAt]))
  for (const alert of opened) alert.mailedAt = last.get(key(alert)) ?? null
}
