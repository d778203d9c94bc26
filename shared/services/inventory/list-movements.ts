import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import {
  findMovement,
  findMovements,
  type MovementFilter,
} from '../../repositories/stock-movements.ts'
import type { Movement } from '../../schemas/inventory.ts'
import { movementView } from './view.ts'

/** Newest first. */
export async function listMovements(
  ctx: Ctx,
  filter: MovementFilter,
): Promise<{ items: Movement[]; nextCursor: string | null }> {
  authorize(ctx.actor, 'inventory:read')
  const { items, nextCursor } = await findMovements(ctx.db, filter)
  return { items: items.map(movementView), nextCursor }
}

/** @throws NotFoundError */
export async function getMovement(ctx: Ctx, id: string): Promise<Movement> {
  authorize(ctx.actor, 'inventory:read')
  const row = await findMovement(ctx.db, id)
  if (!row) throw new NotFoundError('movement', id)
  return movementView(row)
}
