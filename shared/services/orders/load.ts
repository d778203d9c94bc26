import type { Db } from '../../db/types.ts'
import { hasReceived, isSettled } from '../../domain/orders/receipt-progress.ts'
import type { OrderState } from '../../domain/orders/transitions.ts'
import { NotFoundError } from '../../errors.ts'
import {
  findOrder,
  findOrderLines,
  type PurchaseOrderLineRow,
  type PurchaseOrderRow,
} from '../../repositories/purchase-orders.ts'
import { findSettings, type SettingsRow } from '../../repositories/settings.ts'
import { requireVersion } from '../edit.ts'

/** An order with what decides about it. */
export interface LoadedOrder {
  order: PurchaseOrderRow
  lines: PurchaseOrderLineRow[]
  settings: SettingsRow
}

/** @throws NotFoundError, StaleVersionError when the caller named another version */
export async function loadOrder(
  db: Db,
  id: string,
  version: number | undefined,
): Promise<LoadedOrder> {
  const order = await findOrder(db, id)
  if (!order) throw new NotFoundError('order', id)
  requireVersion('order', version, order.version)
  return { order, lines: await findOrderLines(db, id), settings: await findSettings(db) }
}

export function stateOf({ order, lines }: Pick<LoadedOrder, 'order' | 'lines'>): OrderState {
  return {
    stage: order.stage,
    onHold: order.onHold === 1,
    received: hasReceived(lines),
    settled: isSettled(lines),
  }
}
