import { QUANTITY_SCALE } from './quantity.ts'
import { divideHalfUp } from './scaled.ts'

/** Stock of a product over all locations and what a unit of it cost on average. */
export interface ValuedStock {
  /** In 1/1,000. */
  onHand: number
  /** In 1/10,000 of the company's currency. */
  averageCost: number
}

/**
 * The moving average after goods of a known unit cost came (positive quantity) or were taken back
 * out (negative, the undo of a receipt): the value of what is there then by its quantity, rounded
 * half up. Where nothing is left, or rounding would make the value negative, the average stays.
 */
export function movingAverage(
  { onHand, averageCost }: ValuedStock,
  quantity: number,
  unitCost: number,
): number {
  const after = onHand + quantity
  if (after <= 0) return averageCost
  const value = BigInt(onHand) * BigInt(averageCost) + BigInt(quantity) * BigInt(unitCost)
  return value < 0n ? averageCost : Number(divideHalfUp(value, BigInt(after)))
}

/**
 * The moving average after an amount was added to what the stock is worth, or taken from it, with
 * no goods moving: a late freight bill, a write-down. Undefined where nothing is on hand to carry it,
 * or the value would fall below zero.
 *
 * @param amount signed, in 1/10,000 of the company's currency
 */
export function revaluedAverage(
  { onHand, averageCost }: ValuedStock,
  amount: number,
): number | undefined {
  if (onHand <= 0) return undefined
  const value = BigInt(onHand) * BigInt(averageCost) + BigInt(amount) * BigInt(QUANTITY_SCALE)
  return value < 0n ? undefined : Number(divideHalfUp(value, BigInt(onHand)))
}
