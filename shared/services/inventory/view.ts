import type { AuditTrail } from '../../audit/trail.ts'
import { formatPrice } from '../../domain/money.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import type { StockLevelRow } from '../../repositories/stock-levels.ts'
import type { MovementRow } from '../../repositories/stock-movements.ts'
import type { Level, Movement } from '../../schemas/inventory.ts'

export function movementView(row: MovementRow): Movement {
  return {
    id: row.id,
    at: row.at,
    productId: row.productId,
    locationId: row.locationId,
    kind: row.kind,
    quantity: quantityToNumber(row.quantity),
    balanceAfter: quantityToNumber(row.balanceAfter),
    totalAfter: quantityToNumber(row.totalAfter),
    unitCost: formatPrice(row.unitCost),
    unitPrice: row.unitPrice === null ? null : formatPrice(row.unitPrice),
    reason: row.reason,
    reference: row.reference,
    batchId: row.batchId,
    orderId: row.orderId,
    orderLineId: row.orderLineId,
    countId: row.countId,
    reversesId: row.reversesId,
    returnsId: row.returnsId,
    actor: { id: row.actorId, name: row.actorName },
  }
}

export function levelView({ productId, locationId, onHand, reserved }: StockLevelRow): Level {
  return {
    productId,
    locationId,
    onHand: quantityToNumber(onHand),
    reserved: quantityToNumber(reserved),
    available: quantityToNumber(onHand - reserved),
  }
}

/** One entry a movement, under its product: what was on hand at the location, and what is now. */
export function tellMovement(audit: AuditTrail, row: MovementRow, sku: string): void {
  const { kind, locationId, balanceAfter, quantity, reason, reference, reversesId } = row
  const before = { onHand: quantityToNumber(balanceAfter - quantity) }
  audit.changed(kind.toUpperCase(), 'stock', row.productId, before, {
    onHand: quantityToNumber(balanceAfter),
    sku,
    locationId,
    quantity: quantityToNumber(quantity),
    movementId: row.id,
    ...(reason !== null && { reason }),
    ...(reference !== null && { reference }),
    ...(reversesId !== null && { reversesId }),
  })
}
