import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import {
  findMovement,
  findMovements,
  type MovementFilter,
} from '../../repositories/stock-movements.ts'
import { findProductNames } from '../../repositories/products.ts'
import type { ListedMovement, Movement } from '../../schemas/inventory.ts'
import { instantsOf } from '../period.ts'
import { movementView } from './view.ts'

/**
 * Newest first, each with the product that it moved.
 * @throws InvalidError when the period ends before it begins
 */
export async function listMovements(
  ctx: Ctx,
  filter: MovementFilter,
): Promise<{ items: ListedMovement[]; nextCursor: string | null }> {
  authorize(ctx.actor, 'inventory:read')
  const { items, nextCursor } = await findMovements(ctx.db, {
    ...filter,
    ...(await instantsOf(ctx, filter)),
  })
  const names = await findProductNames(
    ctx.db,
    items.map(({ productId }) => productId),
  )
  return {
    items: items.map((row) => {
      const { sku = '', name = '' } = names.get(row.productId) ?? {}
      return { ...movementView(row), sku, name }
    }),
    nextCursor,
  }
}

/** @throws NotFoundError */
export async function getMovement(ctx: Ctx, id: string): Promise<Movement> {
  authorize(ctx.actor, 'inventory:read')
  const row = await findMovement(ctx.db, id)
  if (!row) throw new NotFoundError('movement', id)
  return movementView(row)
}
