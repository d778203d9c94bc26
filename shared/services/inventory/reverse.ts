import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { AppError, ConflictError, NotFoundError } from '../../errors.ts'
import { isActiveLocation } from '../../repositories/locations.ts'
import {
  findBatch,
  findMovement,
  findReversal,
  type MovementRow,
  sumReturned,
} from '../../repositories/stock-movements.ts'
import type { Movements, Reversal } from '../../schemas/inventory.ts'
import { unreceive } from '../orders/unreceive.ts'
import { requireNotDeleted } from './find-products.ts'
import { moveStock } from './ledger.ts'
import { movementView } from './view.ts'

/**
 * Takes a movement back by a counter-movement at its cost and location; both sides of a transfer at
 * once. The counter-movement itself cannot be taken back.
 *
 * @throws NotFoundError, ConflictError when it was taken back already, goods of it came back, or its
 * product or location are out of use, AppError INSUFFICIENT_STOCK when later movements used the stock up
 */
export async function reverseMovement(ctx: Ctx, id: string, input: Reversal): Promise<Movements> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const movement = await findMovement(tx, id)
    if (!movement) throw new NotFoundError('movement', id)
    requireRight(ctx, movement)
    const undone = await sidesOf(tx, movement)
    for (const side of undone) await requireReversible(tx, side)
    if (movement.orderLineId !== null) await unreceive(ctx, tx, audit, movement)
    const rows = await counterMove(ctx, tx, audit, undone, input)
    // The products are locked now: of a return and a reversal at once the second sees the first.
    for (const side of undone) await requireNothingReturned(tx, side)
    return { movements: rows.map(movementView) }
  })
}

/** Whoever may not adjust stock may not undo an adjustment either. */
function requireRight(ctx: Ctx, { kind }: MovementRow): void {
  if (kind === 'adjustment' || kind === 'count') authorize(ctx.actor, 'inventory:adjust')
  if (kind === 'receipt') authorize(ctx.actor, 'orders:receive')
}

async function sidesOf(tx: Tx, movement: MovementRow): Promise<MovementRow[]> {
  if (movement.kind !== 'transfer_in' && movement.kind !== 'transfer_out') return [movement]
  return findBatch(tx, movement.batchId, movement.productId)
}

async function requireReversible(tx: Tx, movement: MovementRow): Promise<void> {
  if (movement.kind === 'reversal') {
    throw new AppError(
      'ILLEGAL_STATE',
      'this movement takes another one back: make that one anew instead',
      { movementId: movement.id, reversesId: movement.reversesId },
    )
  }
  const reversal = await findReversal(tx, movement.id)
  if (reversal) {
    throw new ConflictError('the movement was taken back already', {
      movementId: movement.id,
      reversalId: reversal.id,
    })
  }
  await requireNothingReturned(tx, movement)
  await requireInUse(tx, movement)
}

/** The caller names neither product nor location, so that neither is a fault of the input. */
async function requireInUse(tx: Tx, { productId, locationId }: MovementRow): Promise<void> {
  await requireNotDeleted(tx, productId)
  if (await isActiveLocation(tx, locationId)) return
  throw new ConflictError('the location is inactive: set it to active to take the movement back', {
    locationId,
  })
}

async function requireNothingReturned(tx: Tx, movement: MovementRow): Promise<void> {
  if (movement.kind !== 'sale' || (await sumReturned(tx, movement.id)) === 0) return
  throw new ConflictError('goods of this sale came back already: take the return back first', {
    movementId: movement.id,
  })
}

function counterMove(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  undone: readonly MovementRow[],
  { reason }: Reversal,
): Promise<MovementRow[]> {
  return moveStock(
    ctx,
    tx,
    audit,
    undone.map((movement) => ({
      productId: movement.productId,
      locationId: movement.locationId,
      kind: 'reversal',
      quantity: -movement.quantity,
      ...(isTransfer(movement) ? {} : { unitCost: movement.unitCost }),
      unitPrice: movement.unitPrice ?? undefined,
      priceCurrency: movement.priceCurrency,
      reason,
      reference: movement.reference,
      orderId: movement.orderId,
      orderLineId: movement.orderLineId,
      countId: movement.countId,
      reversesId: movement.id,
    })),
  )
}

function isTransfer({ kind }: MovementRow): boolean {
  return kind === 'transfer_in' || kind === 'transfer_out'
}
