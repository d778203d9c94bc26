import type { MovementKind } from '../domain/movements.ts'
import type { Flag, InstantText, MoneyUnits, QuantityUnits } from './types.ts'

export interface StockLevelTable {
  productId: string
  locationId: string
  onHand: QuantityUnits
  reserved: QuantityUnits
  /** How many movements there were; the last one carries this number. */
  sequence: number
}

/** Append-only: what is stored is never changed, an undo is a movement of its own. */
export interface StockMovementTable {
  id: string
  at: InstantText
  productId: string
  locationId: string
  kind: MovementKind
  /** Signed. */
  quantity: QuantityUnits
  /** On hand at the location after the movement. */
  balanceAfter: QuantityUnits
  /** On hand over all locations after the movement. */
  totalAfter: QuantityUnits
  /** The place among the movements of this product at this location, from 1. */
  sequence: number
  /** In the company's currency. */
  unitCost: MoneyUnits
  /** What a customer paid; sales and returns only. */
  unitPrice: MoneyUnits | null
  /** The currency of the price: that of the product when it was sold. */
  priceCurrency: string | null
  /**
   * By how much on hand × average cost changed, signed, in 1/1,000 of 1/10,000 of the company's
   * currency; 0 where it is in `largeValueChange`.
   */
  valueChange: number
  /** The same in decimal digits, where so many of them would outgrow what a database adds up. */
  largeValueChange: string | null
  reason: string | null
  /** The caller's own words for what it belongs to: a receipt number, a ticket. */
  reference: string | null
  /** All movements of one request: the lines of a bulk sale, the two sides of a transfer. */
  batchId: string
  orderId: string | null
  orderLineId: string | null
  countId: string | null
  /** The movement that this one takes back. */
  reversesId: string | null
  /** The sale that this return belongs to. */
  returnsId: string | null
  actorId: string | null
  actorName: string
}

/** A change of what the stock is worth without any goods moving, e.g. a late freight bill. */
export interface StockRevaluationTable {
  id: string
  at: InstantText
  productId: string
  /** Signed, in the company's currency. */
  amount: MoneyUnits
  oldAverageCost: MoneyUnits
  newAverageCost: MoneyUnits
  onHand: QuantityUnits
  reason: string
  reference: string | null
  actorId: string | null
  actorName: string
}

export interface StockReservationTable {
  id: string
  productId: string
  locationId: string
  quantity: QuantityUnits
  state: 'open' | 'released' | 'sold'
  reference: string | null
  /** The movement that sold it. */
  movementId: string | null
  actorId: string | null
  actorName: string
  createdAt: InstantText
  closedAt: InstantText | null
}

export interface StockCountTable {
  id: string
  locationId: string
  state: 'open' | 'posted' | 'cancelled'
  /** Those who count do not see what is expected. */
  blind: Flag
  note: string | null
  lineCount: number
  /** Lines that were counted. */
  countedCount: number
  actorId: string | null
  actorName: string
  version: number
  createdAt: InstantText
  updatedAt: InstantText
  postedAt: InstantText | null
}

export interface StockCountLineTable {
  countId: string
  productId: string
  /** That of the count, repeated so that an index can forbid to count a product there twice at once. */
  locationId: string
  /** 1 until the count is posted or cancelled. */
  open: Flag
  /** On hand when the count was begun. */
  expected: QuantityUnits
  counted: QuantityUnits | null
  recounted: QuantityUnits | null
  countedBy: string | null
  countedAt: InstantText | null
}

export interface StockTables {
  stockLevel: StockLevelTable
  stockMovement: StockMovementTable
  stockRevaluation: StockRevaluationTable
  stockReservation: StockReservationTable
  stockCount: StockCountTable
  stockCountLine: StockCountLineTable
}
