import type { OrderStage } from '../domain/orders/stages.ts'
import type { DateText, Flag, InstantText, JsonText, MoneyUnits, QuantityUnits } from './types.ts'

export interface NumberSeriesTable {
  name: string
  /** The number that the next record gets. */
  next: number
}

export interface PurchaseOrderTable {
  id: string
  number: string
  /** Number and supplier's reference as a search compares them. */
  searchKey: string
  supplierId: string
  stage: OrderStage
  /** When it came into its stage. */
  stageSince: InstantText
  onHold: Flag
  holdReason: string | null
  cancelReason: string | null
  currency: string
  /** Company currency per order currency, in 1/100,000,000. */
  exchangeRate: number
  /** Payment terms, copied from the supplier when the order is made. */
  terms: string | null
  /** When the buyer wants the goods. */
  expectedOn: DateText | null
  /** What the supplier promised. */
  promisedOn: DateText | null
  /** `promisedOn`, else `expectedOn`, else 9999-12-31, so that it sorts last. */
  dueOn: DateText
  readyOn: DateText | null
  etaOn: DateText | null
  arrivedOn: DateText | null
  subtotal: MoneyUnits
  tax: MoneyUnits
  shipping: MoneyUnits
  other: MoneyUnits
  total: MoneyUnits
  submittedTotal: MoneyUnits | null
  /** Up to this total the order is approved. */
  approvedTotal: MoneyUnits | null
  approvedById: string | null
  approvedByName: string | null
  supplierReference: string | null
  carrier: string | null
  tracking: string | null
  customsEntry: string | null
  /** In the company's currency. */
  duty: MoneyUnits | null
  /** When the supplier was first sent it, for lead times; null again when that was taken back. */
  sentAt: InstantText | null
  /** How it was sent then. */
  sentBy: 'mail' | 'marked' | null
  /** Of the document: one more for each change of what it says, once the supplier was sent it. */
  documentVersion: number
  notes: string | null
  closingNote: string | null
  /** What is unpaid was waived when the order was completed. */
  unpaidWaived: Flag
  authorId: string | null
  authorName: string
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface PurchaseOrderLineTable {
  id: string
  orderId: string
  position: number
  productId: string
  /** As the product was called when the line was written. */
  sku: string
  name: string
  quantity: QuantityUnits
  /** In the order's currency. */
  unitCost: MoneyUnits
  /** In 1/1,000 percent. */
  discountPercent: number
  lineTotal: MoneyUnits
  receivedQuantity: QuantityUnits
  /** Delivered and sent back: it never came into stock, and stays open. */
  rejectedQuantity: QuantityUnits
  cancelledQuantity: QuantityUnits
  /** Why it was suggested. */
  reason: string | null
}

export interface PurchaseOrderHistoryTable {
  id: string
  orderId: string
  at: InstantText
  /** `created`, `advanced`, `passed`, `back`, `sent`, `held`, `released`, `cancelled`, `amended`, `received`, … */
  event: string
  fromStage: OrderStage | null
  toStage: OrderStage | null
  note: string | null
  /** What was recorded with it, as the API shows it. */
  details: JsonText | null
  actorId: string | null
  actorName: string
}

/** A mail that took the document of an order to its supplier. */
export interface PurchaseOrderMailTable {
  mailId: string
  orderId: string
  /** The version of the document that went with it. */
  documentVersion: number
}

export interface GoodsReceiptTable {
  id: string
  orderId: string
  locationId: string
  at: InstantText
  exchangeRate: number
  reference: string | null
  actorId: string | null
  actorName: string
}

export interface GoodsReceiptLineTable {
  receiptId: string
  orderLineId: string
  quantity: QuantityUnits
  rejectedQuantity: QuantityUnits
  rejectReason: string | null
  /** The movement that brought the accepted quantity into stock. */
  movementId: string | null
}

export interface OrderTables {
  numberSeries: NumberSeriesTable
  purchaseOrder: PurchaseOrderTable
  purchaseOrderLine: PurchaseOrderLineTable
  purchaseOrderHistory: PurchaseOrderHistoryTable
  purchaseOrderMail: PurchaseOrderMailTable
  goodsReceipt: GoodsReceiptTable
  goodsReceiptLine: GoodsReceiptLineTable
}
