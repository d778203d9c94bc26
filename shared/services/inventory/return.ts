import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { MAIN_LOCATION_ID } from '../../domain/locations.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { ConflictError, invalid, type InvalidError, NotFoundError } from '../../errors.ts'
import {
  findMovement,
  findReversal,
  type MovementRow,
  sumReturned,
} from '../../repositories/stock-movements.ts'
import type { MovementAndLevel, Return } from '../../schemas/inventory.ts'
import { productId, requireNotDeleted } from './find-products.ts'
import { type Move, moveOne } from './ledger.ts'
import { levelView, movementView } from './view.ts'

/**
 * Takes goods back from a customer: at the cost and price of the sale when it is named, else at
 * today's average.
 *
 * @throws NotFoundError, ConflictError when more would come back than was sold or the product was
 * deleted since, InvalidError
 */
export async function takeBack(ctx: Ctx, input: Return): Promise<MovementAndLevel> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const move = {
      kind: 'return',
      quantity: input.quantity,
      reason: input.reason,
      reference: input.reference,
    } as const
    const { row, level } =
      input.movementId === undefined
        ? await moveOne(ctx, tx, audit, {
            ...move,
            productId: await productId(tx, input),
            locationId: input.locationId ?? MAIN_LOCATION_ID,
          })
        : await moveOne(ctx, tx, audit, {
            ...move,
            ...(await fromSale(tx, input, input.movementId)),
          })
    if (row.returnsId !== null) await requireSold(tx, row.returnsId)
    return { movement: movementView(row), level: levelView(level) }
  })
}

/** The attributes of the sale that goods come back from. */
async function fromSale(tx: Tx, input: Return, id: string) {
  const sale = await findMovement(tx, id)
  if (!sale) throw new NotFoundError('movement', id)
  if (sale.kind !== 'sale') throw invalid('movementId', `is a ${sale.kind}, not a sale`)
  const { productId: named, sku } = input
  if (named !== undefined && named !== sale.productId) throw notSold('productId')
  if (sku !== undefined && (await productId(tx, { sku })) !== sale.productId) throw notSold('sku')
  if (await findReversal(tx, id)) {
    throw new ConflictError('the sale was taken back as a whole already', { movementId: id })
  }
  await requireNotDeleted(tx, sale.productId)
  return {
    productId: sale.productId,
    locationId: input.locationId ?? sale.locationId,
    unitCost: sale.unitCost,
    unitPrice: sale.unitPrice ?? undefined,
    priceCurrency: sale.priceCurrency,
    returnsId: sale.id,
  } satisfies Partial<Move>
}

function notSold(path: 'productId' | 'sku'): InvalidError {
  return invalid(path, 'is not the product of the sale')
}

/**
 * Checked after the return was written, when its product is locked: of two returns at once the
 * second then sees the first.
 */
async function requireSold(tx: Tx, saleId: string): Promise<void> {
  const sale = await findMovement(tx, saleId)
  const returned = await sumReturned(tx, saleId)
  const sold = soldBy(sale)
  if (returned <= sold && !(await findReversal(tx, saleId))) return
  throw new ConflictError(
    `only ${quantityToNumber(sold)} were sold: ${quantityToNumber(returned)} would have come back`,
    { movementId: saleId },
  )
}

function soldBy(sale: MovementRow | undefined): number {
  return sale ? -sale.quantity : 0
}
