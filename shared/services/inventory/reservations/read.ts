import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import { NotFoundError } from '../../../errors.ts'
import type { Page } from '../../../repositories/page.ts'
import { findReservation, findReservations } from '../../../repositories/stock-reservations.ts'
import type { ListReservations, Reservation } from '../../../schemas/reservations.ts'
import { reservationView } from './view.ts'

/** @throws NotFoundError */
export async function getReservation(ctx: Ctx, id: string): Promise<Reservation> {
  authorize(ctx.actor, 'inventory:read')
  const row = await findReservation(ctx.db, id)
  if (!row) throw new NotFoundError('reservation', id)
  return reservationView(row)
}

/** Newest first. */
export async function listReservations(
  ctx: Ctx,
  query: ListReservations,
): Promise<Page<Reservation>> {
  authorize(ctx.actor, 'inventory:read')
  const page = await findReservations(ctx.db, query)
  return { ...page, items: page.items.map(reservationView) }
}
