export const stockStatuses = ['out', 'low', 'ok', 'over'] as const
export type StockStatus = (typeof stockStatuses)[number]

/** Quantities in 1/1,000 of the product's unit; `maxStock` null when no maximum is set. */
export interface StockFigures {
  onHand: number
  reserved: number
  reorderPoint: number
  maxStock: number | null
}

/** `out` when nothing is available, `low` at or below the reorder point, `over` above the maximum. */
export function stockStatus({
  onHand,
  reserved,
  reorderPoint,
  maxStock,
}: StockFigures): StockStatus {
  const available = onHand - reserved
  if (available <= 0) return 'out'
  if (available <= reorderPoint) return 'low'
  if (maxStock !== null && onHand > maxStock) return 'over'
  return 'ok'
}
