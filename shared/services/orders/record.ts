import { formatRate } from '../../domain/orders/exchange.ts'
import { openQuantity } from '../../domain/orders/receipt-progress.ts'
import { formatAmount, formatPrice } from '../../domain/money.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import type { PurchaseOrderLineRow, PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import type { Order, OrderLine } from '../../schemas/orders.ts'

type Derived =
  | 'lines'
  | 'lastMail'
  | 'supplier'
  | 'receiptStatus'
  | 'paymentStatus'
  | 'paid'
  | 'outstanding'
  | 'late'
  | 'daysLate'
  | 'missedDay'
  | 'nextStage'
  | 'actions'

/**
 * What is stored of an order itself, as the API and the audit log show it.
 * @param companyCurrency what `duty` is in
 */
export function orderRecord(row: PurchaseOrderRow, companyCurrency: string): Omit<Order, Derived> {
  const { searchKey: _searchKey, dueOn: _dueOn, ...rest } = row
  const { approvedById, approvedByName, authorId, authorName, ...shown } = rest
  const amount = (value: number) => formatAmount(value, row.currency)
  return {
    ...shown,
    onHold: row.onHold === 1,
    exchangeRate: formatRate(row.exchangeRate),
    subtotal: amount(row.subtotal),
    tax: amount(row.tax),
    shipping: amount(row.shipping),
    other: amount(row.other),
    total: amount(row.total),
    submittedTotal: row.submittedTotal === null ? null : amount(row.submittedTotal),
    approvedTotal: row.approvedTotal === null ? null : amount(row.approvedTotal),
    approvedBy: approvedByName === null ? null : { id: approvedById, name: approvedByName },
    duty: row.duty === null ? null : formatAmount(row.duty, companyCurrency),
    unpaidWaived: row.unpaidWaived === 1,
    author: { id: authorId, name: authorName },
  }
}

export function orderLineView(line: PurchaseOrderLineRow, currency: string): OrderLine {
  return {
    id: line.id,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    quantity: quantityToNumber(line.quantity),
    unitCost: formatPrice(line.unitCost),
    discountPercent: quantityToNumber(line.discountPercent),
    lineTotal: formatAmount(line.lineTotal, currency),
    receivedQuantity: quantityToNumber(line.receivedQuantity),
    rejectedQuantity: quantityToNumber(line.rejectedQuantity),
    cancelledQuantity: quantityToNumber(line.cancelledQuantity),
    openQuantity: quantityToNumber(openQuantity(line)),
    reason: line.reason,
  }
}
