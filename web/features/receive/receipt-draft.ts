import type * as z from 'zod'
import { mostReceivable } from '#shared/domain/orders/receipts.ts'
import { parseQuantity, quantityToNumber } from '#shared/domain/quantity.ts'
import type { Receive } from '#shared/schemas/receipts.ts'
import type { Order, OrderLine } from './receive-data.ts'

/** What is typed of one line: delivered, and of that what is sent back. */
export interface LineEntry {
  quantity: string
  rejected: string
  reason: string
}

/** A delivery as it is being counted; it is kept on the device until it is sent. */
export interface ReceiptDraft {
  lines: Record<string, LineEntry>
  locationId: string
  reference: string
}

export type ReceiveInput = z.input<typeof Receive>

export const emptyEntry: LineEntry = { quantity: '', rejected: '', reason: '' }

export function emptyReceipt(): ReceiptDraft {
  return { lines: {}, locationId: '', reference: '' }
}

/** In 1/1,000; 0 for what is no number yet. */
function thousandths(text: string): number {
  try {
    return text === '' ? 0 : parseQuantity(text)
  } catch {
    return 0
  }
}

export function deliveredOf(entry: LineEntry): number {
  return quantityToNumber(thousandths(entry.quantity))
}

export function acceptedOf(entry: LineEntry): number {
  return quantityToNumber(thousandths(entry.quantity) - thousandths(entry.rejected))
}

/** Lines of which something was counted, in the order of the order. */
export function countedLines(
  order: Order,
  draft: ReceiptDraft,
): { line: OrderLine; entry: LineEntry }[] {
  return order.lines.flatMap((line) => {
    const entry = draft.lines[line.id]
    return entry && deliveredOf(entry) > 0 ? [{ line, entry }] : []
  })
}

/** Why a line cannot be received like that. */
export type LineFault =
  | { kind: 'over'; most: number; open: number }
  | { kind: 'rejectedMore' }
  | { kind: 'reasonMissing' }

/**
 * What is wrong with an entry, by the rule that the API follows.
 * @param tolerance percent that may come on top of what was ordered
 */
export function faultOf(
  line: OrderLine,
  entry: LineEntry,
  tolerance: number,
): LineFault | undefined {
  const quantity = thousandths(entry.quantity)
  const rejected = thousandths(entry.rejected)
  if (rejected > quantity) return { kind: 'rejectedMore' }
  if (rejected > 0 && entry.reason.trim() === '') return { kind: 'reasonMissing' }
  const ordered = {
    quantity: parseQuantity(line.quantity),
    cancelledQuantity: parseQuantity(line.cancelledQuantity),
  }
  const most =
    mostReceivable(ordered, parseQuantity(tolerance)) - parseQuantity(line.receivedQuantity)
  if (quantity - rejected <= most) return undefined
  return { kind: 'over', most: quantityToNumber(Math.max(0, most)), open: line.openQuantity }
}

/** One more of a line, or so many more or less; never less than nothing. */
export function withMore(entry: LineEntry, by: number): LineEntry {
  const next = Math.max(0, thousandths(entry.quantity) + by * 1_000)
  return { ...entry, quantity: next === 0 ? '' : String(quantityToNumber(next)) }
}

/** The delivery as the API takes it. */
export function receiveInput(order: Order, draft: ReceiptDraft): ReceiveInput {
  return {
    orderId: order.id,
    ...(draft.locationId && { locationId: draft.locationId }),
    ...(draft.reference.trim() && { reference: draft.reference.trim() }),
    lines: countedLines(order, draft).map(({ line, entry }) => ({
      lineId: line.id,
      quantity: entry.quantity,
      ...(thousandths(entry.rejected) > 0 && {
        rejectedQuantity: entry.rejected,
        rejectReason: entry.reason.trim(),
      }),
    })),
  }
}
