import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { MAIN_LOCATION_ID } from '../../domain/locations.ts'
import type { BulkSale, MovementAndLevel, Movements, Sale } from '../../schemas/inventory.ts'
import { productId, productIds } from './find-products.ts'
import { moveOne, moveStock } from './ledger.ts'
import { levelView, movementView } from './view.ts'

/** @throws AppError INSUFFICIENT_STOCK, InvalidError for an unknown product or location */
export async function sell(ctx: Ctx, input: Sale): Promise<MovementAndLevel> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const { row, level } = await moveOne(ctx, tx, audit, {
      productId: await productId(tx, input),
      locationId: input.locationId ?? MAIN_LOCATION_ID,
      kind: 'sale',
      quantity: -input.quantity,
      unitPrice: input.unitPrice,
      reference: input.reference,
    })
    return { movement: movementView(row), level: levelView(level) }
  })
}

/**
 * Sells all lines or none; lines of one product are summed before it is checked that there is enough.
 *
 * @throws AppError INSUFFICIENT_STOCK naming every line that is short, InvalidError
 */
export async function sellAll(ctx: Ctx, input: BulkSale): Promise<Movements> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const path = (index: number) => `lines.${index}`
    const ids = await productIds(tx, input.lines, path)
    const rows = await moveStock(
      ctx,
      tx,
      audit,
      input.lines.map((line, index) => ({
        productId: ids[index] ?? '',
        locationId: line.locationId ?? MAIN_LOCATION_ID,
        kind: 'sale',
        quantity: -line.quantity,
        unitPrice: line.unitPrice,
        reference: input.reference,
        path: path(index),
      })),
    )
    return { movements: rows.map(movementView) }
  })
}
