import type * as z from 'zod'
import type { CreateOrder, UpdateOrder } from '#shared/schemas/orders.ts'
import type { Order } from '../order-data.ts'
import {
  type DraftField,
  draftOf,
  filledLines,
  type LineDraft,
  type OrderDraft,
} from './order-draft.ts'

type Changes = z.input<typeof UpdateOrder>

const amounts = ['tax', 'shipping', 'other'] as const
const texts = ['terms', 'supplierReference', 'notes'] as const
const wayTexts = ['carrier', 'tracking', 'customsEntry'] as const
const days = ['expectedOn', 'promisedOn', 'readyOn', 'etaOn', 'arrivedOn'] as const

/** What is missing before anything is sent; paths as the API names them. */
export function missingIn(
  draft: OrderDraft,
): Map<string, 'needsSupplier' | 'needsProduct' | 'needsQuantity'> {
  const missing = new Map<string, 'needsSupplier' | 'needsProduct' | 'needsQuantity'>()
  if (!draft.supplier) missing.set('supplierId', 'needsSupplier')
  filledLines(draft).forEach((line, index) => {
    if (!line.product) missing.set(`lines.${index}.productId`, 'needsProduct')
    if (!(Number(line.quantity) > 0)) missing.set(`lines.${index}.quantity`, 'needsQuantity')
  })
  return missing
}

/** A new order, as the API takes it. */
export function createInput(
  draft: OrderDraft,
  companyCurrency: string,
): z.input<typeof CreateOrder> {
  const isForeign = draft.currency !== companyCurrency
  return {
    supplierId: draft.supplier?.id ?? '',
    currency: draft.currency,
    ...(isForeign && draft.exchangeRate && { exchangeRate: draft.exchangeRate }),
    ...(draft.expectedOn && { expectedOn: draft.expectedOn }),
    ...given(draft, [...texts, ...amounts]),
    lines: filledLines(draft).map((line) => ({
      productId: line.product?.id ?? '',
      ...numbersOf(line),
    })),
  }
}

function given<Field extends DraftField>(
  draft: OrderDraft,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const filled = fields.filter((field) => draft[field] !== '')
  return Object.fromEntries(filled.map((field) => [field, draft[field]])) as Partial<
    Record<Field, string>
  >
}

function numbersOf({ quantity, unitCost, discountPercent }: LineDraft) {
  return {
    quantity,
    ...(unitCost !== '' && { unitCost }),
    ...(discountPercent !== '' && { discountPercent }),
  }
}

/** Only what differs from what is stored; empty when nothing does. */
export function changeInput(order: Order, draft: OrderDraft): Changes {
  const before = draftOf(order)
  const differs = (field: DraftField) => draft[field] !== before[field]
  const supplierId = draft.supplier?.id
  const changed: Changes = {
    ...(supplierId !== undefined && supplierId !== order.supplierId && { supplierId }),
    ...(differs('currency') && { currency: draft.currency }),
    ...(differs('exchangeRate') && draft.exchangeRate && { exchangeRate: draft.exchangeRate }),
    ...(differs('duty') && { duty: draft.duty === '' ? null : draft.duty }),
  }
  for (const field of amounts) if (differs(field)) changed[field] = draft[field] || '0'
  for (const field of [...texts, ...wayTexts]) if (differs(field)) changed[field] = draft[field]
  for (const field of days) if (differs(field)) changed[field] = draft[field] || null
  if (hasChangedLines(before, draft)) changed.lines = filledLines(draft).map(lineInput)
  return changed
}

function lineInput(line: LineDraft): NonNullable<Changes['lines']>[number] {
  const numbers = {
    ...numbersOf(line),
    ...(line.id !== undefined && {
      unitCost: line.unitCost || '0',
      discountPercent: line.discountPercent || 0,
    }),
  }
  const product = line.product && { productId: line.product.id }
  return { ...(line.id !== undefined && { id: line.id }), ...product, ...numbers }
}

function hasChangedLines(before: OrderDraft, draft: OrderDraft): boolean {
  const plain = (lines: LineDraft[]) => JSON.stringify(lines.map(lineInput))
  return plain(before.lines) !== plain(filledLines(draft))
}
