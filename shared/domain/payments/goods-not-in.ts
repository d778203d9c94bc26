import { shareOf } from './share.ts'

export interface PaidOrder {
  currency: string
  /** Tax and freight included. */
  total: number
  /** Money paid for it, less refunds. */
  paid: number
  lines: readonly { lineTotal: number; quantity: number; receivedQuantity: number }[]
}

/**
 * Money that is out for goods which are not in: what was paid less the value of what was received.
 * Tax and freight in the order's total come in with the goods, by their value.
 */
export function goodsNotIn({ currency, total, paid, lines }: PaidOrder): number {
  const ordered = lines.reduce((sum, { lineTotal }) => sum + lineTotal, 0)
  const received = lines.reduce((sum, line) => sum + valueReceived(line, currency), 0)
  const share = ordered === 0 ? 0 : shareOf(total, received, ordered, currency)
  return Math.max(0, paid - share)
}

function valueReceived(line: PaidOrder['lines'][number], currency: string): number {
  return shareOf(line.lineTotal, line.receivedQuantity, line.quantity, currency)
}
