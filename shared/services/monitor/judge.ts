import { type AlertEvidence, evidenceOf } from '../../domain/monitor/alert-text.ts'
import type { AlertKind } from '../../domain/monitor/alerts.ts'
import { type DueAlert, dueAlerts } from '../../domain/monitor/due-alerts.ts'
import { forecast } from '../../domain/monitor/stockout.ts'
import { type AlertRow, EVERYWHERE } from '../../repositories/alerts.ts'
import { type ForecastRow, NEVER_RANK } from '../../repositories/forecasts.ts'
import { newId } from '../../ids.ts'
import type { MonitoredProduct } from './batch.ts'

/** What has to be written for some products, given what is stored. */
export interface Verdict {
  /** New or changed. */
  forecasts: ForecastRow[]
  /** Of products that are no longer there. */
  outdated: string[]
  opened: AlertRow[]
  changed: ChangedAlert[]
  /** The ids of alerts whose condition is gone. */
  resolved: string[]
  runningOut: number
}

export interface ChangedAlert {
  before: AlertRow
  severity: number
  details: string
}

/** Whether it became more severe. */
export function isWorse({ before, severity }: ChangedAlert): boolean {
  return severity > before.severity
}

export interface Stored {
  forecasts: readonly ForecastRow[]
  /** Not resolved. */
  alerts: readonly AlertRow[]
}

/**
 * Compares what is true of products with what is stored of them.
 *
 * @param stored of the same products, and of those between them that were deleted
 * @param today the company's day
 */
export function judge(
  products: readonly MonitoredProduct[],
  stored: Stored,
  { today, at }: { today: string; at: string },
): Verdict {
  const forecasts = new Map(stored.forecasts.map((row) => [row.productId, row]))
  const alerts = new Map(stored.alerts.map((row) => [alertKey(row.productId, row.kind), row]))
  const verdict: Verdict = {
    forecasts: [],
    outdated: [],
    opened: [],
    changed: [],
    resolved: [],
    runningOut: 0,
  }
  for (const { id: productId, supplierId, figures } of products) {
    const seen = forecast(figures, today)
    const row: ForecastRow = {
      productId,
      supplierId,
      ...seen,
      stockoutRank: seen.daysUntilStockout ?? NEVER_RANK,
      computedAt: at,
    }
    const before = forecasts.get(productId)
    forecasts.delete(productId)
    if (!before || !isSame(before, row)) verdict.forecasts.push(row)

    const due = dueAlerts(figures, seen, today)
    if (due.some(isRunningOut)) verdict.runningOut += 1
    if (due.length === 0) continue
    const evidence = evidenceOf(figures, seen)
    for (const alert of due) {
      const key = alertKey(productId, alert.kind)
      const open = alerts.get(key)
      alerts.delete(key)
      compareAlert(verdict, productId, alert, evidence, open, at)
    }
  }
  verdict.outdated.push(...forecasts.keys())
  verdict.resolved.push(...[...alerts.values()].map(({ id }) => id))
  return verdict
}

function compareAlert(
  verdict: Verdict,
  productId: string,
  { kind, severity }: DueAlert,
  evidence: AlertEvidence,
  open: AlertRow | undefined,
  at: string,
): void {
  const details = JSON.stringify(evidence)
  if (!open) verdict.opened.push(newAlert(productId, kind, severity, details, at))
  else if (open.severity !== severity || open.details !== details) {
    verdict.changed.push({ before: open, severity, details })
  }
}

function newAlert(
  productId: string,
  kind: AlertKind,
  severity: number,
  details: string,
  at: string,
): AlertRow {
  return {
    id: newId('alert'),
    productId,
    locationId: EVERYWHERE,
    kind,
    state: 'open',
    severity,
    details,
    openedAt: at,
    updatedAt: at,
    acknowledgedById: null,
    acknowledgedByName: null,
    snoozedUntil: null,
    resolvedAt: null,
    mailedAt: null,
    mailedSeverity: null,
    version: 1,
  }
}

function alertKey(productId: string, kind: AlertKind): string {
  return `${productId} ${kind}`
}

function isRunningOut({ kind }: DueAlert): boolean {
  return kind === 'out_of_stock' || kind === 'stockout'
}

/** Whether two forecasts say the same, whenever they were made. */
function isSame(before: ForecastRow, after: ForecastRow): boolean {
  return (
    before.available === after.available &&
    before.dailyDemand === after.dailyDemand &&
    before.observedDays === after.observedDays &&
    before.daysUntilStockout === after.daysUntilStockout &&
    before.stockoutOn === after.stockoutOn &&
    before.daysWithIncoming === after.daysWithIncoming &&
    before.nextReceiptOn === after.nextReceiptOn &&
    before.gapDays === after.gapDays &&
    before.incoming === after.incoming &&
    before.supplierId === after.supplierId
  )
}
