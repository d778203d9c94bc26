import { quantityToNumber } from '../../../domain/quantity.ts'
import type { NamedReservationRow } from '../../../repositories/stock-reservations.ts'
import type { Reservation } from '../../../schemas/reservations.ts'

export function reservationView(row: NamedReservationRow): Reservation {
  return {
    id: row.id,
    productId: row.productId,
    sku: row.sku,
    name: row.name,
    locationId: row.locationId,
    quantity: quantityToNumber(row.quantity),
    state: row.state,
    reference: row.reference,
    movementId: row.movementId,
    actor: { id: row.actorId, name: row.actorName },
    createdAt: row.createdAt,
    closedAt: row.closedAt,
  }
}
