import type { AlertKind, AlertState } from '../domain/monitor/alerts.ts'
import type { DateText, InstantText, JsonText, QuantityUnits } from './types.ts'

/** What the monitor found out about a product; written only when it is something else than before. */
export interface ProductForecastTable {
  productId: string
  /** The product's, as the monitor saw it. */
  supplierId: string | null
  available: QuantityUnits
  /** Mean demand of a day with stock, in 1/1,000 of 1/1,000 of the product's unit. */
  dailyDemand: number
  /** The days with stock that the demand was observed on. */
  observedDays: number
  /** Whole days; null when nothing is sold. */
  daysUntilStockout: number | null
  /** The same for sorting: 1,000,000 when nothing is sold. */
  stockoutRank: number
  stockoutOn: DateText | null
  /** Whole days until stockout when every order comes on its day. */
  daysWithIncoming: number | null
  nextReceiptOn: DateText | null
  /** From the stockout to the next receipt; above zero when the shelf is empty before. */
  gapDays: number | null
  incoming: QuantityUnits
  computedAt: InstantText
}

export interface AlertTable {
  id: string
  productId: string
  /** Empty where the alert is about all locations. */
  locationId: string
  kind: AlertKind
  state: AlertState
  /** 1 to 3, as it is now; a rise above `mailedSeverity` is mailed again. */
  severity: number
  /** What the monitor saw, an `AlertEvidence`. */
  details: JsonText
  openedAt: InstantText
  updatedAt: InstantText
  acknowledgedById: string | null
  acknowledgedByName: string | null
  snoozedUntil: InstantText | null
  resolvedAt: InstantText | null
  /** Within 24 hours of it the alert is not mailed again. */
  mailedAt: InstantText | null
  /** The severity that was mailed; null when it has to be mailed anew. */
  mailedSeverity: number | null
  version: number
}

/** One row: which process runs the monitor now, and how the last run went. */
export interface MonitorRunTable {
  name: string
  /** Changes with every run, so that a run notices that another one took its place. */
  holder: string | null
  startedAt: InstantText | null
  lockedUntil: InstantText | null
  finishedAt: InstantText | null
  result: JsonText | null
}

export interface MonitorTables {
  productForecast: ProductForecastTable
  alert: AlertTable
  monitorRun: MonitorRunTable
}
