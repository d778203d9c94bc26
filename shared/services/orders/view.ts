import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { dayIn } from '../../domain/days.ts'
import { formatAmount } from '../../domain/money.ts'
import { type DatedOrder, lateness } from '../../domain/orders/lateness.ts'
import { type LineProgress, receiptStatus } from '../../domain/orders/receipt-progress.ts'
import { orderActions, refusalOf, stageAfter } from '../../domain/orders/transitions.ts'
import { findOrderLines, type PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import { findOrderProgress, findSupplierNames } from '../../repositories/purchase-order-list.ts'
import { findLastOrderMail } from '../../repositories/purchase-order-mails.ts'
import { findSettings, type SettingsRow } from '../../repositories/settings.ts'
import type { Order, OrderSummary } from '../../schemas/orders.ts'
import { paymentProgress, paymentProgressOf } from '../payments/for-orders.ts'
import { stateOf } from './load.ts'
import { orderLineView, orderRecord } from './record.ts'

type Payments = Awaited<ReturnType<typeof paymentProgress>>

/**
 * An order as the API shows it, with what is derived from its lines, payments and the day.
 * @param db the transaction, when inside one
 */
export async function orderView(ctx: Ctx, db: Db, row: PurchaseOrderRow): Promise<Order> {
  const [lines, settings, payments, names, lastMail] = [
    await findOrderLines(db, row.id),
    await findSettings(db),
    await paymentProgress(db, row),
    await findSupplierNames(db, [row.supplierId]),
    await findLastOrderMail(db, row.id),
  ]
  const state = stateOf({ order: row, lines })
  return {
    ...commonView(ctx, { row, lines, settings, payments, supplierName: names.get(row.supplierId) }),
    lines: lines.map((line) => orderLineView(line, row.currency)),
    lastMail: lastMail ? { ...lastMail, kept: lastMail.kept === 1 } : null,
    nextStage: stageAfter(row.stage) ?? null,
    actions: orderActions.filter((action) => refusalOf(state, action) === undefined),
  }
}

/** Orders as a list shows them: without their lines. */
export async function orderSummaries(
  ctx: Ctx,
  db: Db,
  rows: readonly PurchaseOrderRow[],
): Promise<OrderSummary[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [progress, settings, payments, names] = [
    await findOrderProgress(db, ids),
    await findSettings(db),
    await paymentProgressOf(db, rows),
    await findSupplierNames(
      db,
      rows.map((row) => row.supplierId),
    ),
  ]
  return rows.map((row) => {
    const lines = progress.get(row.id) ?? []
    const paid = payments.get(row.id)
    if (!paid) throw new Error(`no payment progress for order ${row.id}`)
    const supplierName = names.get(row.supplierId)
    return {
      ...commonView(ctx, { row, lines, settings, payments: paid, supplierName }),
      lineCount: lines.length,
    }
  })
}

interface Parts {
  row: PurchaseOrderRow
  lines: readonly LineProgress[]
  settings: SettingsRow
  payments: Payments
  supplierName: string | undefined
}

function commonView(ctx: Ctx, { row, lines, settings, payments, supplierName = '' }: Parts) {
  const amount = (value: number) => formatAmount(value, row.currency)
  return {
    ...orderRecord(row, settings.currency),
    supplier: { id: row.supplierId, name: supplierName },
    receiptStatus: receiptStatus(lines),
    paymentStatus: payments.status,
    paid: amount(payments.paid),
    // Of what was given up nothing is owed any more.
    outstanding: amount(row.stage === 'cancelled' ? 0 : payments.outstanding),
    ...latenessView(row, dayIn(settings.timeZone, ctx.now())),
  }
}

function latenessView(order: DatedOrder, today: string) {
  const { late, daysLate, missed } = lateness(order, today)
  return { late, daysLate, missedDay: missed }
}
