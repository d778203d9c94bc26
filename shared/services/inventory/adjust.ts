import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { MAIN_LOCATION_ID } from '../../domain/locations.ts'
import { type AppError, ConflictError, invalid } from '../../errors.ts'
import { isActiveLocation } from '../../repositories/locations.ts'
import { companyCurrency } from '../../repositories/product-references.ts'
import { findLevel } from '../../repositories/stock-levels.ts'
import { changeProducts } from '../../repositories/stock-products.ts'
import type { Adjustment, MovementAndLevel, Movements, Transfer } from '../../schemas/inventory.ts'
import { productId } from './find-products.ts'
import { firstCost } from './first-cost.ts'
import { moveOne, moveStock } from './ledger.ts'
import { levelView, movementView } from './view.ts'

/**
 * Sets right what is on hand, by a change or to a quantity.
 *
 * @throws AppError INSUFFICIENT_STOCK, ConflictError when the quantity is what is there already, InvalidError
 */
export async function adjustStock(ctx: Ctx, input: Adjustment): Promise<MovementAndLevel> {
  authorize(ctx.actor, 'inventory:adjust')
  return mutate(ctx, async (tx, audit) => {
    const id = await productId(tx, input)
    const locationId = input.locationId ?? MAIN_LOCATION_ID
    // A change of nothing locks the product, so that what is found now is still so when it is changed.
    const product = (await changeProducts(tx, [{ productId: id, delta: 0 }])).get(id)
    if (!product) throw invalid('productId', `there is no product ${id}`, 'unknown')
    const before = await findLevel(tx, id, locationId)
    const change = input.change ?? (input.quantity ?? 0) - (before?.onHand ?? 0)
    if (change === 0) throw await nothingChanges(tx, id, locationId)
    const { row, level } = await moveOne(ctx, tx, audit, {
      productId: id,
      locationId,
      kind: 'adjustment',
      quantity: change,
      unitCost:
        change > 0 ? (input.unitCost ?? firstCost(product, await companyCurrency(tx))) : undefined,
      reason: input.reason,
      reference: input.reference,
    })
    return { movement: movementView(row), level: levelView(level) }
  })
}

async function nothingChanges(tx: Tx, productId: string, locationId: string): Promise<AppError> {
  if (await isActiveLocation(tx, locationId)) {
    return new ConflictError('nothing would change: this is what is on hand already', { productId })
  }
  return invalid('locationId', `there is no active location ${locationId}`, 'unknown')
}

/** @throws AppError INSUFFICIENT_STOCK, InvalidError */
export async function transferStock(ctx: Ctx, input: Transfer): Promise<Movements> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const id = await productId(tx, input)
    const { quantity, reason, reference } = input
    const both = { productId: id, reason, reference }
    const out = { ...both, kind: 'transfer_out', locationField: 'fromLocationId' } as const
    const into = { ...both, kind: 'transfer_in', locationField: 'toLocationId' } as const
    const rows = await moveStock(ctx, tx, audit, [
      { ...out, locationId: input.fromLocationId, quantity: -quantity },
      { ...into, locationId: input.toLocationId, quantity },
    ])
    return { movements: rows.map(movementView) }
  })
}
