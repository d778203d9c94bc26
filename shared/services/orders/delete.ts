import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { requireAllowed } from '../../domain/orders/transitions.ts'
import { ConflictError } from '../../errors.ts'
import { hasReceipts } from '../../repositories/goods-receipts.ts'
import { deleteOrderRow, hasPayments } from '../../repositories/purchase-orders.ts'
import { requireUpdated } from '../edit.ts'
import { loadOrder, stateOf } from './load.ts'
import { orderLineView, orderRecord } from './record.ts'

/**
 * Removes a draft; its number is not given again.
 * @param version the one that the caller read, if they say
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE for what is no draft, ConflictError while payments
 *   or receipts name it
 */
export async function deleteOrder(
  ctx: Ctx,
  id: string,
  version: number | undefined,
): Promise<void> {
  authorize(ctx.actor, 'orders:write')
  await mutate(ctx, async (tx, audit) => {
    const loaded = await loadOrder(tx, id, version)
    const { order, lines, settings } = loaded
    requireAllowed(stateOf(loaded), 'delete')
    if (await hasPayments(tx, id)) {
      throw new ConflictError('payments name this order: cancel the order instead', { id })
    }
    if (await hasReceipts(tx, id)) {
      throw new ConflictError('receipts name this order: cancel the order instead', { id })
    }
    requireUpdated((await deleteOrderRow(tx, order)) ? order : undefined)
    const shownLines = lines.map((line) => orderLineView(line, order.currency))
    audit.deleted('order', { ...orderRecord(order, settings.currency), lines: shownLines })
  })
}
