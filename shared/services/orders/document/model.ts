import { formatAmount, formatPrice } from '../../../domain/money.ts'
import type { OrderStage } from '../../../domain/orders/stages.ts'
import { quantityToNumber } from '../../../domain/quantity.ts'
import type {
  PurchaseOrderLineRow,
  PurchaseOrderRow,
} from '../../../repositories/purchase-orders.ts'
import type { SupplierRow } from '../../../repositories/suppliers.ts'

/** What the supplier reads, every value as it is printed. */
export interface OrderDocument {
  number: string
  /** What it must not be taken for an order by; null when it is one. */
  mark: string | null
  company: string
  supplier: { name: string; address: string[] }
  facts: Labelled[]
  lines: DocumentLine[]
  totals: Labelled[]
  /** The total once more, with its currency. */
  total: Labelled
}

export interface Labelled {
  label: string
  value: string
}

export interface DocumentLine {
  position: string
  sku: string
  name: string
  quantity: string
  unitCost: string
  discount: string
  lineTotal: string
}

export const documentColumns: Readonly<Record<keyof DocumentLine, string>> = {
  position: 'No.',
  sku: 'Article',
  name: 'Description',
  quantity: 'Quantity',
  unitCost: 'Unit price',
  discount: 'Discount',
  lineTotal: 'Amount',
}

const marks: Partial<Record<OrderStage, string>> = {
  draft: 'Draft: this is not an order yet',
  pending_approval: 'Draft: this is not an order yet',
  cancelled: 'Cancelled',
}

export interface DocumentSource {
  order: PurchaseOrderRow
  lines: readonly PurchaseOrderLineRow[]
  supplier: SupplierRow
  company: string
  /** The unit of each product, by its id. */
  units: ReadonlyMap<string, string>
  /** The day on which it was ordered, or else is printed. */
  day: string
}

/** The document of an order; what was cancelled of its lines is not in it. */
export function documentOf(source: DocumentSource): OrderDocument {
  const { order, supplier, company, day } = source
  const { currency } = order
  const lines = source.lines.filter((line) => remaining(line) > 0)
  const amount = (value: number) => formatAmount(value, currency)
  const surcharges = [
    { label: 'Tax', value: order.tax },
    { label: 'Shipping', value: order.shipping },
    { label: 'Other', value: order.other },
  ]
  return {
    number: order.number,
    mark: marks[order.stage] ?? null,
    company,
    supplier: { name: supplier.name, address: addressOf(supplier) },
    facts: factsOf(order, day),
    lines: lines.map((line) => ({
      position: String(line.position),
      sku: line.sku,
      name: line.name,
      quantity: `${quantityToNumber(remaining(line))} ${source.units.get(line.productId) ?? ''}`,
      unitCost: priceOf(line.unitCost, currency),
      discount: line.discountPercent === 0 ? '' : `${quantityToNumber(line.discountPercent)} %`,
      lineTotal: amount(line.lineTotal),
    })),
    totals: [
      { label: 'Subtotal', value: amount(order.subtotal) },
      ...surcharges
        .filter(({ value }) => value !== 0)
        .map(({ label, value }) => ({ label, value: amount(value) })),
    ],
    total: { label: 'Total', value: `${currency} ${amount(order.total)}` },
  }
}

function remaining(line: PurchaseOrderLineRow): number {
  return line.quantity - line.cancelledQuantity
}

function addressOf({ address, country, email, phone }: SupplierRow): string[] {
  const lines = (address ?? '').split('\n').map((line) => line.trim())
  if (country !== null && !lines.includes(country)) lines.push(country)
  return [...lines, email ?? '', phone ?? ''].filter((line) => line !== '')
}

function factsOf(order: PurchaseOrderRow, day: string): Labelled[] {
  const facts = [
    { label: 'Number', value: order.number },
    { label: 'Date', value: day },
    { label: 'Version', value: order.documentVersion > 1 ? String(order.documentVersion) : null },
    { label: 'Your reference', value: order.supplierReference },
    { label: 'Delivery wanted', value: order.expectedOn },
    { label: 'Payment terms', value: order.terms },
    { label: 'Currency', value: order.currency },
  ]
  return facts.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
}

/** A unit price with at least the digits of its currency, and more where it has more. */
function priceOf(money: number, currency: string): string {
  const [price, amount] = [formatPrice(money), formatAmount(money, currency)]
  return price.length > amount.length ? price : amount
}
