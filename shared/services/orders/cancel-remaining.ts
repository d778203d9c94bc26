import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { openQuantity } from '../../domain/orders/receipt-progress.ts'
import { orderLineTotal } from '../../domain/orders/totals.ts'
import { requireAllowed } from '../../domain/orders/transitions.ts'
import { isWhole, quantityToNumber } from '../../domain/quantity.ts'
import { AppError, invalid, NotFoundError } from '../../errors.ts'
import { findProductUnits } from '../../repositories/goods-receipts.ts'
import {
  findOrder,
  type PurchaseOrderLineRow,
  updateOrderLine,
} from '../../repositories/purchase-orders.ts'
import type { CancelRemaining } from '../../schemas/order-moves.ts'
import type { Order } from '../../schemas/orders.ts'
import { afterReceipt } from './advance-automatically.ts'
import { totalsOf } from './draft.ts'
import { type LoadedOrder, loadOrder, stateOf } from './load.ts'
import { orderLineView, orderRecord } from './record.ts'
import { replan } from './replan.ts'
import { noteHistory, saveOrder, versionAfter } from './save.ts'
import { orderView } from './view.ts'

/**
 * Gives up what is still to come of a line, or a part of it; the order is worth so much less. With
 * nothing left to come the order is received.
 *
 * @throws NotFoundError, StaleVersionError, InvalidError for more than is open and for parts of whole
 *   units, AppError ILLEGAL_STATE when nothing is, or when nothing would be left of the order
 */
export async function cancelRemaining(
  ctx: Ctx,
  id: string,
  lineId: string,
  input: CancelRemaining,
): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  return mutate(ctx, async (tx, audit) => {
    const loaded = await loadOrder(tx, id, input.version)
    const { order: before, settings } = loaded
    const line = loaded.lines.find((candidate) => candidate.id === lineId)
    if (!line) throw new NotFoundError('order line', lineId)
    requireAllowed(stateOf(loaded), 'cancelRemaining')
    const quantity = cancellable(line, input.quantity)
    await requireWholeRest(tx, line, quantity)
    const changed = withCancelled(line, quantity, before.currency)
    const lines = loaded.lines.map((other) => (other.id === lineId ? changed : other))
    requireSomethingLeft(lines)
    const totals = totalsOf(lines, before, before.currency)

    const after = await saveOrder(ctx, tx, before, {
      ...totals,
      documentVersion: versionAfter(before),
    })
    const { cancelledQuantity, lineTotal } = changed
    await updateOrderLine(tx, lineId, { cancelledQuantity, lineTotal })
    const details = { lineId, sku: line.sku, quantity: quantityToNumber(quantity) }
    await noteHistory(ctx, tx, id, [{ event: 'line_cancelled', note: input.reason, details }])
    const shown = (order: LoadedOrder['order'], row: PurchaseOrderLineRow) => ({
      ...orderRecord(order, settings.currency),
      lines: [orderLineView(row, order.currency)],
    })
    audit.changed('CANCEL_REMAINING', 'order', id, shown(before, line), shown(after, changed))
    await replan(ctx, tx, audit, { ...loaded, order: after })
    await afterReceipt(ctx, tx, audit, id)
    return orderView(ctx, tx, (await findOrder(tx, id)) ?? after)
  })
}

/** How much to cancel: what the caller says, else all that is open. */
function cancellable(line: PurchaseOrderLineRow, wanted: number | undefined): number {
  const open = openQuantity(line)
  if (open === 0) {
    throw new AppError('ILLEGAL_STATE', `nothing of ${line.sku} is still to come`, {
      lineId: line.id,
    })
  }
  if (wanted === undefined) return open
  if (wanted <= open) return wanted
  const most = quantityToNumber(open)
  throw invalid('quantity', `only ${most} is still to come`, 'too_much')
}

/** What stays open must be able to come: a fraction of a whole unit never could. */
async function requireWholeRest(
  tx: Tx,
  line: PurchaseOrderLineRow,
  cancelled: number,
): Promise<void> {
  if (isWhole(openQuantity(line) - cancelled)) return
  const units = await findProductUnits(tx, [line.productId])
  if (units.get(line.productId)?.wholeUnits !== 1) return
  throw invalid('quantity', `${line.sku} is counted in whole units`, 'whole_units')
}

function withCancelled(
  line: PurchaseOrderLineRow,
  quantity: number,
  currency: string,
): PurchaseOrderLineRow {
  const changed = { ...line, cancelledQuantity: line.cancelledQuantity + quantity }
  return { ...changed, lineTotal: orderLineTotal(changed, currency) }
}

function requireSomethingLeft(lines: readonly PurchaseOrderLineRow[]): void {
  if (lines.some((line) => line.quantity > line.cancelledQuantity)) return
  throw new AppError('ILLEGAL_STATE', 'nothing would be left of the order: cancel it as a whole', {
    gate: 'lines',
  })
}
