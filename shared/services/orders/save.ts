import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { dueDay } from '../../domain/orders/lateness.ts'
import type { OrderStage } from '../../domain/orders/stages.ts'
import { foldText } from '../../domain/search.ts'
import { newId } from '../../ids.ts'
import {
  insertOrderHistory,
  type NewOrderHistory,
} from '../../repositories/purchase-order-history.ts'
import {
  lockOrder,
  type PurchaseOrderRow,
  updateOrderRow,
} from '../../repositories/purchase-orders.ts'
import { differing, requireUpdated } from '../edit.ts'

/** The columns that follow from others: what a search looks at, and the day that a list sorts by. */
export function followingColumns(
  order: Pick<PurchaseOrderRow, 'number' | 'supplierReference' | 'promisedOn' | 'expectedOn'>,
): Pick<PurchaseOrderRow, 'searchKey' | 'dueOn'> {
  const { number, supplierReference } = order
  return { searchKey: foldText(`${number} ${supplierReference ?? ''}`), dueOn: dueDay(order) }
}

/** The version of the document after a change of what it says: another one, once it was sent. */
export function versionAfter({
  sentAt,
  documentVersion,
}: Pick<PurchaseOrderRow, 'sentAt' | 'documentVersion'>): number {
  return sentAt === null ? documentVersion : documentVersion + 1
}

/**
 * Stores what changed of an order.
 * @throws LostUpdateError when somebody else changed it meanwhile; `mutate` then runs the work again
 */
export async function saveOrder(
  ctx: Ctx,
  tx: Tx,
  before: PurchaseOrderRow,
  changes: Partial<PurchaseOrderRow>,
): Promise<PurchaseOrderRow> {
  const changed = differing(before, { ...changes, ...followingColumns({ ...before, ...changes }) })
  const set = { ...changed, updatedAt: ctx.now().toISOString() }
  return requireUpdated(await updateOrderRow(tx, before, set))
}

/**
 * Holds an order before its payments are looked at: none can come up until the transaction ends.
 * @throws LostUpdateError when somebody else changed it meanwhile; `mutate` then runs the work again
 */
export async function holdAsRead(tx: Tx, read: PurchaseOrderRow): Promise<void> {
  const now = await lockOrder(tx, read.id)
  requireUpdated(now?.version === read.version ? now : undefined)
}

/** What the history says of one thing that happened to an order. */
export interface HistoryNote {
  event:
    | 'created'
    | 'edited'
    | 'amended'
    | 'changed'
    | 'advanced'
    | 'passed'
    | 'back'
    | 'sent'
    | 'held'
    | 'released'
    | 'cancelled'
    | 'line_cancelled'
    | 'approved'
    | 'received'
    | 'unreceived'
  fromStage?: OrderStage | null
  toStage?: OrderStage | null
  note?: string | null | undefined
  /** As the API shows it. */
  details?: Record<string, unknown> | null
  /** Done by the rules, not by the caller. */
  automatic?: boolean
}

/** Writes what happened into the history of an order, in the order given. */
export async function noteHistory(
  ctx: Ctx,
  tx: Tx,
  orderId: string,
  notes: readonly HistoryNote[],
): Promise<void> {
  const at = ctx.now().toISOString()
  const rows = notes.map(({ event, fromStage, toStage, note, details, automatic }) => ({
    id: newId('history'),
    orderId,
    at,
    event,
    fromStage: fromStage ?? null,
    toStage: toStage ?? null,
    note: note ?? null,
    details: details && Object.keys(details).length > 0 ? JSON.stringify(details) : null,
    actorId: automatic ? null : ctx.actor.userId,
    actorName: automatic ? SYSTEM_NAME : ctx.actor.name,
  }))
  await insertOrderHistory(tx, rows satisfies NewOrderHistory[])
}

/** Who does what the rules do by themselves. */
export const SYSTEM_NAME = 'system'
