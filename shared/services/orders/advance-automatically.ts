import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { hasReceived, isSettled } from '../../domain/orders/receipt-progress.ts'
import { hasReached } from '../../domain/orders/stages.ts'
import { routeTo } from '../../domain/orders/transitions.ts'
import { loadOrder } from './load.ts'
import { enter } from './move.ts'
import { orderRecord } from './record.ts'
import { type HistoryNote, noteHistory, saveOrder } from './save.ts'

/**
 * Moves an order to `received` when something of it came and nothing more will; the stages on the
 * way are passed. The goods are there, whatever was paid, so no gate is asked. An order on hold
 * stays where it is, until it is released. Called inside the mutation that changed what is open.
 */
export async function afterReceipt(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  orderId: string,
): Promise<void> {
  const working = await loadOrder(tx, orderId, undefined)
  const { order: before, lines, settings } = working
  const isOnItsWay = hasReached(before.stage, 'ordered') && !hasReached(before.stage, 'received')
  if (!isOnItsWay || before.onHold === 1) return
  if (!hasReceived(lines) || !isSettled(lines)) return

  const { stages } = routeTo(before.stage, 'received')
  const notes: HistoryNote[] = []
  for (const stage of stages) {
    const isTarget = stage === 'received'
    const entry = { stage, input: {}, isTarget, isAutomatic: true }
    notes.push(await enter(ctx, tx, audit, working, entry))
  }
  const after = await saveOrder(ctx, tx, before, working.order)
  await noteHistory(ctx, tx, orderId, notes)
  audit.changed(
    'ADVANCE',
    'order',
    orderId,
    orderRecord(before, settings.currency),
    orderRecord(after, settings.currency),
  )
}
