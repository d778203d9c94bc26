import type { Ctx } from '../../context.ts'
import { giveWay } from '../../db/give-way.ts'
import {
  daysWithStock,
  type DemandWindow,
  demandOf,
  type EmptySpell,
} from '../../domain/monitor/demand.ts'
import { arrivalDay, type OpenReceipt, type ProductFigures } from '../../domain/monitor/stockout.ts'
import { lateness } from '../../domain/orders/lateness.ts'
import { idBounds, idTime } from '../../ids.ts'
import {
  findEmptySpells,
  findStockFigures,
  findTakenBack,
  type ProductRange,
  type StockFiguresRow,
} from '../../repositories/demand.ts'
import { findOpenReceipts } from '../../repositories/open-receipts.ts'

/** A product with what the monitor judges it by. */
export interface MonitoredProduct {
  id: string
  supplierId: string | null
  figures: ProductFigures
}

/** The open receipts of all products, by product. */
export type ReceiptsByProduct = ReadonlyMap<string, readonly OpenReceipt[]>

const LINES_AT_ONCE = 2_000

/**
 * What is still to come on purchase orders, read in portions.
 *
 * @param today the company's day
 */
export async function readReceipts(
  { db }: Pick<Ctx, 'db'>,
  today: string,
): Promise<ReceiptsByProduct> {
  const receipts = new Map<string, OpenReceipt[]>()
  let after: { orderId: string; position: number } | undefined
  for (;;) {
    const rows = await findOpenReceipts(db, after, LINES_AT_ONCE)
    for (const row of rows) {
      const { missed } = lateness(row, today)
      const receipt: OpenReceipt = {
        orderId: row.orderId,
        orderNumber: row.orderNumber,
        quantity: row.quantity,
        arrivesOn: arrivalDay(row, today),
        lateSince: missed === null ? null : row[missed],
      }
      const known = receipts.get(row.productId)
      if (known) known.push(receipt)
      else receipts.set(row.productId, [receipt])
    }
    after = rows.at(-1)
    if (rows.length < LINES_AT_ONCE || after === undefined) return receipts
    await giveWay()
  }
}

/**
 * The products of a range with their figures, and how many movements were looked at for them.
 *
 * @param receipts those of all products
 */
export async function readProducts(
  { db }: Pick<Ctx, 'db'>,
  range: ProductRange,
  window: DemandWindow,
  receipts: ReceiptsByProduct,
): Promise<{ products: MonitoredProduct[]; movements: number }> {
  const since = idBounds('movement', window.dayStarts[0] ?? 0).lowest
  const rows = await findStockFigures(db, range, since)
  const spells = rows.some((row) => row.emptied) ? await findEmptySpells(db, range, since) : []
  const undone = rows.some((row) => row.reversals) ? await findTakenBack(db, range, since) : []
  const spellsOf = Map.groupBy(spells, ({ productId }) => productId)
  const undoneOf = new Map(undone.map(({ productId, quantity }) => [productId, quantity]))
  let movements = 0
  const products = rows.map((row): MonitoredProduct => {
    movements += row.movements ?? 0
    const emptySpells = (spellsOf.get(row.id) ?? []).map(({ id, nextId }): EmptySpell => ({
      from: idTime(id),
      until: nextId === null ? null : idTime(nextId),
    }))
    const days = daysWithStock(window, {
      opening: row.onHand - (row.net ?? 0),
      firstMovement: row.firstId === null ? null : idTime(row.firstId),
      emptySpells,
    })
    const sold = (row.sold ?? 0) - (undoneOf.get(row.id) ?? 0)
    const demand = demandOf(sold, days)
    return { id: row.id, supplierId: row.supplierId, figures: figuresOf(row, demand, receipts) }
  })
  return { products, movements }
}

function figuresOf(
  row: StockFiguresRow,
  demand: ProductFigures['demand'],
  receipts: ReceiptsByProduct,
): ProductFigures {
  const { onHand, reserved, reorderPoint, maxStock, leadTimeDays, everMoved } = row
  return {
    onHand,
    reserved,
    reorderPoint,
    maxStock,
    everMoved: everMoved === 1,
    demand,
    leadTimeDays,
    receipts: receipts.get(row.id) ?? [],
  }
}
