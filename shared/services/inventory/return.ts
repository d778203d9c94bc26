import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { MAIN_LOCATION_ID } from '../../domain/locations.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { ConflictError, invalid, type InvalidError, NotFoundError } from '../../errors.ts'
import { companyCurrency } from '../../repositories/product-references.ts'
import {
  findMovement,
  findReversal,
  type MovementRow,
  sumReturned,
} from '../../repositories/stock-movements.ts'
import { changeProducts } from '../../repositories/stock-products.ts'
import type { MovementAndLevel, Return } from '../../schemas/inventory.ts'
import { productId, requireNotDeleted } from './find-products.ts'
import { firstCost } from './first-cost.ts'
import { type Move, moveOne } from './ledger.ts'
import { levelView, movementView } from './view.ts'

/**
 * Takes goods back from a customer: at the cost and price of the sale when it is named, else at
 * today's average, or at the product's cost when it never had one.
 *
 * @throws NotFoundError, ConflictError when more would come back than was sold or the product was
 * deleted since, InvalidError
 */
export async function takeBack(ctx: Ctx, input: Return): Promise<MovementAndLevel> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const { movementId, quantity, reason, reference } = input
    const goods =
      movementId === undefined ? await ofProduct(tx, input) : await fromSale(tx, input, movementId)
    const { row, level } = await moveOne(ctx, tx, audit, {
      kind: 'return',
      quantity,
      reason,
      reference,
      ...goods,
    })
    if (row.returnsId !== null) await requireSold(tx, row.returnsId)
    return { movement: movementView(row), level: levelView(level) }
  })
}

/** Goods of which nobody knows the sale, and which may be the first ones ever. */
async function ofProduct(tx: Tx, input: Return) {
  const id = await productId(tx, input)
  // A change of nothing locks the product, so that what is on hand now is still so when it is changed.
  const product = (await changeProducts(tx, [{ productId: id, delta: 0 }])).get(id)
  return {
    productId: id,
    locationId: input.locationId ?? MAIN_LOCATION_ID,
    unitCost: product && firstCost(product, await companyCurrency(tx)),
  } satisfies Partial<Move>
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
