import { type LineProgress, receiptStatus } from '../orders/receipt-progress.ts'
import { shareOf } from './share.ts'

/** A line and what it is worth without what was cancelled of it. */
export interface PaidLine extends LineProgress {
  lineTotal: number
}

export interface PaidOrder {
  currency: string
  /** Tax and freight included. */
  total: number
  /** Money paid for it, less refunds. */
  paid: number
  lines: readonly PaidLine[]
}

/**
 * Money that is out for goods which are not in: what was paid less the value of what was received.
 * Tax and freight in the order's total come in with the goods, by their value; with goods that are
 * all free once the last of them came.
 */
export function goodsNotIn({ currency, total, paid, lines }: PaidOrder): number {
  const ordered = lines.reduce((sum, { lineTotal }) => sum + lineTotal, 0)
  const received = lines.reduce((sum, line) => sum + valueReceived(line, currency), 0)
  const share =
    ordered === 0 ? valueOfFree(total, lines) : shareOf(total, received, ordered, currency)
  return Math.max(0, paid - share)
}

function valueOfFree(total: number, lines: readonly PaidLine[]): number {
  return receiptStatus(lines) === 'full' ? total : 0
}

function valueReceived(line: PaidLine, currency: string): number {
  const kept = line.quantity - line.cancelledQuantity
  return kept === 0 ? 0 : shareOf(line.lineTotal, line.receivedQuantity, kept, currency)
}
