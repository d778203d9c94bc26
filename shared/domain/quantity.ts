import { parseDecimal } from './scaled.ts'

/** Quantities are kept as an integer count of 1/1,000 of the product's unit (design: values). */
export const QUANTITY_DECIMALS = 3
export const QUANTITY_SCALE = 1_000

/** Reads a quantity as JSON carries it, `2.5` or `"2.5"`, into 1/1,000; throws INVALID. */
export function parseQuantity(input: string | number): number {
  return parseDecimal(input, QUANTITY_DECIMALS)
}

/** A quantity as the number that JSON carries: 2500 → 2.5. */
export function quantityToNumber(quantity: number): number {
  // A division is rounded to the nearest number, which is the one that its decimals stand for.
  return quantity / QUANTITY_SCALE
}

/** Whether the quantity has no fraction, as products with `wholeUnits` demand. */
export function isWhole(quantity: number): boolean {
  return quantity % QUANTITY_SCALE === 0
}
