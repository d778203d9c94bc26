export const receiptStatuses = ['none', 'partial', 'full'] as const
export type ReceiptStatus = (typeof receiptStatuses)[number]

/** What a line was ordered and what came of it, in 1/1,000 of the product's unit. */
export interface LineProgress {
  quantity: number
  receivedQuantity: number
  cancelledQuantity: number
}

/**
 * What of a line is still to come, what was rejected included; nothing when more came than was
 * ordered.
 */
export function openQuantity(line: LineProgress): number {
  return Math.max(0, line.quantity - line.receivedQuantity - line.cancelledQuantity)
}

/** How much of an order came: `full` when something came and nothing more will. */
export function receiptStatus(lines: readonly LineProgress[]): ReceiptStatus {
  if (!hasReceived(lines)) return 'none'
  return isSettled(lines) ? 'full' : 'partial'
}

/** Whether anything came. */
export function hasReceived(lines: readonly LineProgress[]): boolean {
  return lines.some((line) => line.receivedQuantity > 0)
}

/** Whether each line was received or cancelled to the end. */
export function isSettled(lines: readonly LineProgress[]): boolean {
  return lines.every((line) => openQuantity(line) === 0)
}
