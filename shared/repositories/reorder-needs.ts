import { sql } from 'kysely'
import type { Db, ProductTable, QuantityUnits, SupplierTable } from '../db/types.ts'
import { hasReached, orderStages } from '../domain/orders/stages.ts'
import { openOfLine } from './open-receipts.ts'

const columns = [
  'id',
  'sku',
  'name',
  'unit',
  'wholeUnits',
  'cost',
  'currency',
  'reorderPoint',
  'reorderQuantity',
  'maxStock',
  'packSize',
  'minimumOrder',
  'supplierId',
] as const satisfies readonly (keyof ProductTable)[]

/** A product at or below its reorder point, and who supplies it; quantities in 1/1,000. */
export interface ReorderNeed extends Pick<ProductTable, (typeof columns)[number]> {
  available: QuantityUnits
  /** Still to come on orders that are neither received nor cancelled. */
  onOrder: QuantityUnits
  supplierName: string | null
}

/** Stages in which nothing is to come any more. */
const ended = orderStages.filter((stage) => stage === 'cancelled' || hasReached(stage, 'received'))

export interface NeedsFilter {
  supplierId: string | undefined
  /** Those with an active supplier, or those with none to order from. */
  orderable: boolean
  limit: number
}

/**
 * The products whose available stock and open orders together are at or below their reorder point,
 * by supplier and name. Left out are those of which nothing says when or how much to order.
 */
export async function findReorderNeeds(db: Db, filter: NeedsFilter): Promise<ReorderNeed[]> {
  return reorderNeedsQuery(db, filter).execute()
}

export function reorderNeedsQuery(db: Db, { supplierId, orderable, limit }: NeedsFilter) {
  let query = db
    .with('coming', (cte) =>
      cte
        .selectFrom('purchaseOrderLine as line')
        .innerJoin('purchaseOrder as ordered', 'ordered.id', 'line.orderId')
        .select(['line.productId', sql<number>`cast(sum(${openOfLine}) as bigint)`.as('open')])
        .where('ordered.stage', 'not in', ended)
        .where(sql<boolean>`${openOfLine} > 0`)
        .groupBy('line.productId'),
    )
    .selectFrom('product')
    .leftJoin('coming', 'coming.productId', 'product.id')
    .leftJoin('supplier', 'supplier.id', 'product.supplierId')
    .select(columns.map((column) => `product.${column}` as const))
    .select([
      sql<number>`product.on_hand - product.reserved`.as('available'),
      sql<number>`coalesce(coming.open, 0)`.as('onOrder'),
      'supplier.name as supplierName',
    ])
    .where('product.deletedAt', 'is', null)
    // Implied by the comparison below, but this has an index.
    .where('product.stockStatus', 'in', ['out', 'low'])
    .where(({ eb, or }) =>
      or([
        eb('product.reorderPoint', '>', 0),
        eb('product.reorderQuantity', '>', 0),
        eb('product.maxStock', '>', 0),
      ]),
    )
    .where(
      sql<boolean>`product.on_hand - product.reserved + coalesce(coming.open, 0) <= product.reorder_point`,
    )
    .where((eb) => eb(eb.fn.coalesce('supplier.active', sql.lit(0)), '=', orderable ? 1 : 0))
    .orderBy('product.supplierId')
    .orderBy('product.nameKey')
    .orderBy('product.id')
    .limit(limit)
  if (supplierId !== undefined) query = query.where('product.supplierId', '=', supplierId)
  return query
}

export type OrderingSupplier = Pick<SupplierTable, 'id' | 'name' | 'currency' | 'leadTimeDays'>

export async function findOrderingSuppliers(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, OrderingSupplier>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('supplier')
    .select(['id', 'name', 'currency', 'leadTimeDays'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What was last to be paid for a unit of each product, in orders from the supplier in the currency. */
export async function findLastUnitCosts(
  db: Db,
  of: { supplierId: string; currency: string; productIds: readonly string[] },
): Promise<Map<string, number>> {
  if (of.productIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('purchaseOrderLine as line')
    .innerJoin('purchaseOrder as ordered', 'ordered.id', 'line.orderId')
    .select(['line.productId', 'line.unitCost'])
    .where('line.productId', 'in', of.productIds)
    .where('ordered.supplierId', '=', of.supplierId)
    .where('ordered.currency', '=', of.currency)
    .where('ordered.stage', '!=', 'cancelled')
    .where('line.unitCost', '>', 0)
    .orderBy('line.id')
    .execute()
  return new Map(rows.map((row) => [row.productId, row.unitCost]))
}
