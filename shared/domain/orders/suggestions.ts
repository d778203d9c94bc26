import { QUANTITY_SCALE, quantityToNumber } from '../quantity.ts'

/** What decides whether and how much of a product is ordered; quantities in 1/1,000. */
export interface ReorderFigures {
  unit: string
  wholeUnits: boolean
  /** On hand without what is reserved. */
  available: number
  /** Still to come on orders that are neither completed nor cancelled. */
  onOrder: number
  reorderPoint: number
  /** Zero when none is set. */
  reorderQuantity: number
  maxStock: number | null
  packSize: number | null
  minimumOrder: number | null
}

/** How much to order, and why, in words. */
export interface Suggestion {
  quantity: number
  reason: string
}

/**
 * What to order of a product; undefined while there is enough, or when nothing says how much.
 *
 * A product is due when what is available and on order is at or below the reorder point. Then the
 * larger of two quantities is ordered: the reorder quantity, as often as it takes to get above the
 * reorder point, and what fills the stock up to its maximum. With neither set the stock is filled up
 * to twice the reorder point. The minimum order and the pack size only ever raise it.
 */
export function suggestOrder(figures: ReorderFigures): Suggestion | undefined {
  const { available, onOrder, reorderPoint, unit } = figures
  const position = available + onOrder
  if (position > reorderPoint) return undefined
  const needed = neededQuantity(figures, position)
  if (needed.quantity <= 0) return undefined
  const rounded = roundUp(needed.quantity, figures)
  const words = [
    `${amount(available)} available and ${amount(onOrder)} on order are at or below the reorder point of ${amount(reorderPoint)} ${unit}`,
    needed.why,
    ...rounded.why,
  ]
  return { quantity: rounded.quantity, reason: words.join('; ') }
}

function neededQuantity(
  { reorderPoint, reorderQuantity, maxStock, unit }: ReorderFigures,
  position: number,
): { quantity: number; why: string } {
  const times =
    reorderQuantity > 0 ? Math.floor((reorderPoint - position) / reorderQuantity) + 1 : 0
  const inLots = times * reorderQuantity
  const target = maxStock ?? (reorderQuantity > 0 ? 0 : 2 * reorderPoint)
  const filling = target - position
  if (inLots >= filling) {
    const often = times > 1 ? `${times} × ` : ''
    return {
      quantity: inLots,
      why: `the reorder quantity is ${often}${amount(reorderQuantity)} ${unit}`,
    }
  }
  const what = maxStock === null ? 'twice the reorder point' : 'the maximum stock'
  return { quantity: filling, why: `${amount(filling)} fill up to ${what} of ${amount(target)}` }
}

function roundUp(
  needed: number,
  { minimumOrder, packSize, wholeUnits }: ReorderFigures,
): { quantity: number; why: string[] } {
  const why: string[] = []
  let quantity = wholeUnits ? multiple(needed, QUANTITY_SCALE) : needed
  if (minimumOrder !== null && quantity < minimumOrder) {
    quantity = minimumOrder
    why.push(`raised to the minimum order of ${amount(minimumOrder)}`)
  }
  if (packSize !== null && quantity % packSize !== 0) {
    quantity = multiple(quantity, packSize)
    why.push(`rounded up to ${quantity / packSize} packs of ${amount(packSize)}`)
  }
  return { quantity, why }
}

/** The smallest multiple of a step that is not below the quantity. */
function multiple(quantity: number, step: number): number {
  return Math.ceil(quantity / step) * step
}

function amount(quantity: number): string {
  return String(quantityToNumber(quantity))
}
