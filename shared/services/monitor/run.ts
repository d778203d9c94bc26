import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import { mailedBefore } from '../../domain/monitor/alerts.ts'
import { demandWindow, type DemandWindow } from '../../domain/monitor/demand.ts'
import {
  type AlertRow,
  findPastMails,
  findUnresolved,
  insertAlerts,
  resolveAlerts,
  updateEvidence,
  wakeAlerts,
} from '../../repositories/alerts.ts'
import { findRangeEnd, type ProductRange } from '../../repositories/demand.ts'
import { deleteForecasts, findForecastsOf, upsertForecasts } from '../../repositories/forecasts.ts'
import { findSettings } from '../../repositories/settings.ts'
import type { MonitorRun } from '../../schemas/monitor.ts'
import { readProducts, readReceipts, type ReceiptsByProduct } from './batch.ts'
import { queueDigest } from './digest.ts'
import { judge, type Verdict } from './judge.ts'
import { claimLease, type Lease, LeaseLostError } from './lease.ts'

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
  report.woken = await lease.write((tx) => wakeAlerts(tx, report.startedAt))
  const receipts = await readReceipts(ctx, window.today)
  const ranges: ProductRange[] = []
  let size = FIRST_PRODUCTS
  for (let after: string | null = ''; after !== null;) {
    if (signal?.aborted) return false
    const upTo: string | null = (await findRangeEnd(ctx.db, after, size)) ?? null
    const range = { after, upTo }
    size = await runPortion(ctx, lease, range, { window, receipts, report })
    ranges.push(range)
    after = upTo
  }
  const { mailed, mails } = await queueDigest(ctx, lease, settings, ranges)
  report.mailed = mailed
  report.mails = mails
  return true
}

interface Portion {
  window: DemandWindow
  receipts: ReceiptsByProduct
  report: MonitorRun
}

/** Gives how many products the next portion should have. */
async function runPortion(
  ctx: Ctx,
  lease: Lease,
  range: ProductRange,
  { window, receipts, report }: Portion,
): Promise<number> {
  const { products, movements } = await readProducts(ctx, range, window, receipts)
  await giveWay()
  const stored = {
    forecasts: await findForecastsOf(ctx.db, range),
    alerts: await findUnresolved(ctx.db, range),
  }
  await giveWay()
  const at = report.startedAt
  const verdict = judge(products, stored, { today: window.today, at })
  await rememberMails(ctx, verdict.opened, new Date(at))
  await giveWay()
  await write(lease, verdict, report)
  report.products += products.length
  report.runningOut += verdict.runningOut
  const perProduct = Math.max(movements / Math.max(products.length, 1), 1)
  const wanted = Math.round(MOVEMENTS / perProduct)
  return Math.min(Math.max(wanted, FEWEST_PRODUCTS), MOST_PRODUCTS)
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

async function write(lease: Lease, verdict: Verdict, report: MonitorRun): Promise<void> {
  const at = report.startedAt
  const counts = await lease.write(async (tx) => {
    await upsertForecasts(tx, verdict.forecasts)
    await deleteForecasts(tx, verdict.outdated)
    const resolved = await resolveAlerts(tx, verdict.resolved, at)
    const opened = await insertAlerts(tx, verdict.opened)
    for (const { before, severity, details } of verdict.changed) {
      await updateEvidence(tx, before.id, { severity, details, updatedAt: at })
      await giveWay()
    }
    return { resolved, opened }
  })
  report.resolved += counts.resolved
  report.opened += counts.opened
  report.worsened += verdict.changed.filter(
    ({ before, severity }) => severity > before.severity,
  ).length
}
