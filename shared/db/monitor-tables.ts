import type { AlertKind, AlertState } from '../domain/monitor/alerts.ts'
import type { DateText, InstantText, JsonText, QuantityUnits } from './types.ts'

/** What the last run of the monitor found out about a product. */
export interface ProductForecastTable {
  productId: string
  /** Mean demand of a day, in 1/1,000 of 1/1,000 of the product's unit. */
  dailyDemand: number
  /** Whole days; null when nothing is sold. */
  daysUntilStockout: number | null
  stockoutOn: DateText | null
  nextReceiptOn: DateText | null
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
  /** Grows when it gets worse; a rise is mailed again. */
  severity: number
  details: JsonText
  openedAt: InstantText
  updatedAt: InstantText
  acknowledgedById: string | null
  acknowledgedByName: string | null
  snoozedUntil: InstantText | null
  resolvedAt: InstantText | null
  mailedAt: InstantText | null
  mailedSeverity: number | null
  version: number
}

/** One row: which process runs the monitor now, and how the last run went. */
export interface MonitorRunTable {
  name: string
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
