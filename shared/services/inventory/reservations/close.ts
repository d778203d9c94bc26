import { mutate } from '../../../audit/mutate.ts'
import type { AuditTrail } from '../../../audit/trail.ts'
import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import type { Tx } from '../../../db/types.ts'
import { AppError, ConflictError, NotFoundError } from '../../../errors.ts'
import { isActiveLocation } from '../../../repositories/locations.ts'
import {
  changeReserved,
  changeReservedAt,
  closeReservation,
  findReservation,
  type NamedReservationRow,
  setSoldBy,
} from '../../../repositories/stock-reservations.ts'
import type {
  Reservation,
  SellReservation,
  SoldReservation,
} from '../../../schemas/reservations.ts'
import { moveOne } from '../ledger.ts'
import { levelView, movementView } from '../view.ts'
import { reservationView } from './view.ts'

/**
 * Gives what was reserved back to what is available.
 * @throws NotFoundError, AppError ILLEGAL_STATE when it is not open any more
 */
export async function releaseReservation(ctx: Ctx, id: string): Promise<Reservation> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const closed = await close(ctx, tx, id, 'released')
    return told(audit, 'RELEASE', closed)
  })
}

/**
 * Sells what was reserved, all of it.
 * @throws NotFoundError, AppError ILLEGAL_STATE when it is not open any more, ConflictError when its
 *   location is inactive by now
 */
export async function sellReservation(
  ctx: Ctx,
  id: string,
  input: SellReservation,
): Promise<SoldReservation> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const closed = await close(ctx, tx, id, 'sold')
    if (!(await isActiveLocation(tx, closed.locationId))) {
      throw new ConflictError('the location is inactive: nothing can be sold from it', {
        locationId: closed.locationId,
      })
    }
    const { row, level } = await moveOne(ctx, tx, audit, {
      productId: closed.productId,
      locationId: closed.locationId,
      kind: 'sale',
      quantity: -closed.quantity,
      unitPrice: input.unitPrice,
      reference: input.reference === undefined ? closed.reference : input.reference,
    })
    await setSoldBy(tx, id, row.id)
    const reservation = told(audit, 'SELL', { ...closed, movementId: row.id })
    return { reservation, movement: movementView(row), level: levelView(level) }
  })
}

/** Closes the reservation first, so that of two who do so at once the second finds it closed. */
async function close(
  ctx: Ctx,
  tx: Tx,
  id: string,
  state: 'released' | 'sold',
): Promise<NamedReservationRow> {
  const closed = await closeReservation(tx, id, { state, closedAt: ctx.now().toISOString() })
  if (!closed) {
    const known = await findReservation(tx, id)
    if (!known) throw new NotFoundError('reservation', id)
    throw new AppError('ILLEGAL_STATE', `the reservation is ${known.state} already`, {
      state: known.state,
    })
  }
  const { productId, locationId, quantity } = closed
  const product = await changeReserved(tx, productId, -quantity)
  if (!product || !(await changeReservedAt(tx, productId, locationId, -quantity))) {
    throw new Error(`reservation ${id} reserves nothing`)
  }
  return { ...closed, sku: product.sku, name: product.name }
}

function told(audit: AuditTrail, action: string, row: NamedReservationRow): Reservation {
  const after = reservationView(row)
  const before = { ...after, state: 'open', closedAt: null, movementId: null }
  audit.changed(action, 'reservation', row.id, before, after)
  return after
}
