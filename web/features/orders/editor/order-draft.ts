import { newKey } from '#client/answer.ts'
import { formatAmount, parseMoney } from '#shared/domain/money.ts'
import { orderLineTotal, orderTotals } from '#shared/domain/orders/totals.ts'
import { parseQuantity } from '#shared/domain/quantity.ts'
import type { Order } from '../order-data.ts'

/** A line as it is being typed; numbers are decimal strings. */
export interface LineDraft {
  key: string
  /** Of the line that is stored already. */
  id?: string
  product: { id: string; sku: string; name: string } | null
  quantity: string
  unitCost: string
  discountPercent: string
  cancelledQuantity: number
}

/** An order as it is being typed. */
export interface OrderDraft {
  supplier: { id: string; name: string } | null
  currency: string
  exchangeRate: string
  terms: string
  expectedOn: string
  promisedOn: string
  readyOn: string
  etaOn: string
  arrivedOn: string
  supplierReference: string
  carrier: string
  tracking: string
  customsEntry: string
  duty: string
  tax: string
  shipping: string
  other: string
  notes: string
  lines: LineDraft[]
}

export type DraftField = Exclude<keyof OrderDraft, 'lines' | 'supplier'>

export function emptyLine(): LineDraft {
  return {
    key: newKey(),
    product: null,
    quantity: '',
    unitCost: '',
    discountPercent: '',
    cancelledQuantity: 0,
  }
}

export function emptyDraft(currency: string): OrderDraft {
  return {
    supplier: null,
    currency,
    exchangeRate: '1',
    terms: '',
    expectedOn: '',
    promisedOn: '',
    readyOn: '',
    etaOn: '',
    arrivedOn: '',
    supplierReference: '',
    carrier: '',
    tracking: '',
    customsEntry: '',
    duty: '',
    tax: '',
    shipping: '',
    other: '',
    notes: '',
    lines: [emptyLine()],
  }
}

const amount = (money: string) => (Number(money) === 0 ? '' : money)

/** What is stored, to be changed. */
export function draftOf(order: Order): OrderDraft {
  return {
    supplier: order.supplier,
    currency: order.currency,
    exchangeRate: order.exchangeRate,
    terms: order.terms ?? '',
    expectedOn: order.expectedOn ?? '',
    promisedOn: order.promisedOn ?? '',
    readyOn: order.readyOn ?? '',
    etaOn: order.etaOn ?? '',
    arrivedOn: order.arrivedOn ?? '',
    supplierReference: order.supplierReference ?? '',
    carrier: order.carrier ?? '',
    tracking: order.tracking ?? '',
    customsEntry: order.customsEntry ?? '',
    duty: order.duty ?? '',
    tax: amount(order.tax),
    shipping: amount(order.shipping),
    other: amount(order.other),
    notes: order.notes ?? '',
    lines: order.lines.map((line) => ({
      key: line.id,
      id: line.id,
      product: { id: line.productId, sku: line.sku, name: line.name },
      quantity: String(line.quantity),
      unitCost: line.unitCost,
      discountPercent: line.discountPercent === 0 ? '' : String(line.discountPercent),
      cancelledQuantity: line.cancelledQuantity,
    })),
  }
}

/** A number of its kind; 0 for what is no number yet. */
function read(parse: (text: string) => number, text: string): number {
  try {
    return text === '' ? 0 : parse(text)
  } catch {
    return 0
  }
}

/** The total of a line in 1/10,000, by the rule that the API follows; undefined when it is too large. */
function lineAmount(line: LineDraft, currency: string): number | undefined {
  const priced = {
    quantity: read(parseQuantity, line.quantity),
    cancelledQuantity: parseQuantity(line.cancelledQuantity),
    unitCost: read(parseMoney, line.unitCost),
    discountPercent: Math.min(read(parseQuantity, line.discountPercent), 100_000),
  }
  try {
    return orderLineTotal(priced, currency)
  } catch {
    return undefined
  }
}

export function lineTotalOf(line: LineDraft, currency: string): string {
  return formatAmount(lineAmount(line, currency) ?? 0, currency)
}

/** The sums of the order as it is typed now. */
export function totalsOf(draft: OrderDraft): { subtotal: string; total: string } {
  const { currency } = draft
  const lines = draft.lines.map((line) => lineAmount(line, currency) ?? 0)
  const surcharges = {
    tax: read(parseMoney, draft.tax),
    shipping: read(parseMoney, draft.shipping),
    other: read(parseMoney, draft.other),
  }
  try {
    const { subtotal, total } = orderTotals(lines, surcharges, currency)
    return { subtotal: formatAmount(subtotal, currency), total: formatAmount(total, currency) }
  } catch {
    return { subtotal: '0', total: '0' }
  }
}

/** Lines on which something was entered; the empty one at the end is not meant. */
export function filledLines(draft: OrderDraft): LineDraft[] {
  return draft.lines.filter(
    ({ id, product, quantity, unitCost }) =>
      id !== undefined || product !== null || quantity !== '' || unitCost !== '',
  )
}
