import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { dayIn } from '../../domain/days.ts'
import { leadTime, punctuality, spreadOf } from '../../domain/orders/lead-times.ts'
import { NotFoundError } from '../../errors.ts'
import { findReceivedOrders, type ReceivedOrderRow } from '../../repositories/lead-times.ts'
import { findSettings } from '../../repositories/settings.ts'
import { findSupplier } from '../../repositories/suppliers.ts'
import { LEAD_TIME_ORDERS, type LeadTimes } from '../../schemas/lead-times.ts'

/**
 * How long the last orders of a supplier really took, and how many came when they should.
 * @throws NotFoundError
 */
export async function getLeadTimes(ctx: Ctx, supplierId: string): Promise<LeadTimes> {
  authorize(ctx.actor, 'orders:read')
  const supplier = await findSupplier(ctx.db, supplierId)
  if (!supplier) throw new NotFoundError('supplier', supplierId)
  const { timeZone } = await findSettings(ctx.db)
  const rows = await findReceivedOrders(ctx.db, supplierId, LEAD_TIME_ORDERS)
  const orders = rows.map((row) => orderView(row, timeZone))
  const { dated, onTime, share } = punctuality(orders)
  return {
    supplierId,
    leadTimeDays: supplier.leadTimeDays,
    firstReceipt: spreadOf(orders.map(({ daysToFirst }) => daysToFirst)),
    lastReceipt: spreadOf(orders.map(({ daysToLast }) => daysToLast)),
    dated,
    onTime,
    onTimeShare: share === null ? null : share / 1_000,
    orders,
  }
}

function orderView(row: ReceivedOrderRow, timeZone: string): LeadTimes['orders'][number] {
  const { id: orderId, number, stage, promisedOn, expectedOn } = row
  const dayOf = (instant: string) => dayIn(timeZone, new Date(instant))
  const days = {
    orderedOn: dayOf(row.sentAt),
    firstReceiptOn: dayOf(row.firstReceiptAt),
    lastReceiptOn: dayOf(row.lastReceiptAt),
  }
  const took = leadTime({ ...days, dueOn: promisedOn ?? expectedOn })
  const onTime = took.daysLate === null ? null : took.daysLate <= 0
  return { orderId, number, stage, promisedOn, expectedOn, ...days, ...took, onTime }
}
