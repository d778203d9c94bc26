import { formatPrice } from '#shared/domain/money.ts'
import { quantityToNumber } from '#shared/domain/quantity.ts'
import { formatDecimal } from '#shared/domain/scaled.ts'

/** Tables that are only of use to a running server, or hold nothing but secrets. */
export const leftOutTables: ReadonlySet<string> = new Set([
  'idempotency_key',
  'monitor_run',
  'password_reset',
  'product_term',
  'rate_counter',
  'recovery_code',
  'refresh_token',
  'session',
])

const secretColumns = new Set([
  'api_token.token_hash',
  'app_user.mfa_last_step',
  'app_user.mfa_secret',
  'app_user.password_hash',
  'webhook.sealed_old_secret',
  'webhook.sealed_secret',
])

/** What the database looks things up by; it is made of another column. */
const lookUps = new Set([
  'app_user.email_key',
  'category.name_key',
  'location.name_key',
  'payment.due_key',
  'product.name_key',
  'product.sku_key',
  'product_forecast.stockout_rank',
  'purchase_order.search_key',
  'supplier.code_key',
  'supplier.name_key',
])

export function isExported(table: string, column: string): boolean {
  const name = `${table}.${column}`
  return !secretColumns.has(name) && !lookUps.has(name)
}

type Form = 'money' | 'quantity' | 'rate' | 'demand' | 'flag' | 'count'

/** How the whole numbers of the database read outside of it, by the names of their columns. */
const forms: Readonly<Record<Form, ReadonlySet<string>>> = {
  money: new Set(
    `amount approval_limit approved_total average_cost cost duty line_total new_average_cost new_cost
    new_price old_average_cost old_cost old_price other price refunded shipping submitted_total subtotal
    tax total unit_cost unit_price value_change`.split(/\s+/),
  ),
  quantity: new Set(
    `available balance_after cancelled_quantity counted discount_percent expected incoming max_stock
    minimum_order on_hand over_receipt_tolerance pack_size quantity received_quantity recounted
    rejected_quantity reorder_point reorder_quantity reserved total_after`.split(/\s+/),
  ),
  rate: new Set(['exchange_rate']),
  demand: new Set(['daily_demand']),
  flag: new Set(
    `active blind kept mfa_enabled on_hold open planned sealed unpaid_waived whole_units`.split(
      /\s+/,
    ),
  ),
  count: new Set(
    `alert_hour_from alert_hour_to attempts count counted_count days_until_stockout days_with_incoming
    document_version due_days entry_count gap_days id last_status lead_time_days line_count
    mailed_severity next number observed_days position seal_number sequence severity size version`.split(
      /\s+/,
    ),
  ),
}

const RATE_DECIMALS = 8
const DEMAND_DECIMALS = 6

/** What a column of whole numbers holds; undefined when nobody has said so yet. */
export function formOf(column: string): Form | undefined {
  return (Object.keys(forms) as Form[]).find((form) => forms[form].has(column))
}

export type Cell = string | number | boolean | null

/** A value as it is understood without Stockroom. */
export function cellOf(column: string, value: string | number | bigint | null | undefined): Cell {
  if (value === null || value === undefined) return null
  const form = typeof value === 'string' && !/^-?\d+$/.test(value) ? undefined : formOf(column)
  const number = Number(value)
  switch (form) {
    case 'money':
      return formatPrice(number)
    case 'quantity':
      return quantityToNumber(number)
    case 'rate':
      return formatDecimal(number, RATE_DECIMALS, 0)
    case 'demand':
      return Number(formatDecimal(number, DEMAND_DECIMALS, 0))
    case 'flag':
      return number === 1
    case 'count':
      return number
    case undefined:
      return typeof value === 'number' ? value : String(value)
  }
}
