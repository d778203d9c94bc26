import { type ExpressionBuilder, sql } from 'kysely'
import type { Database, Db } from '../db/types.ts'
import { daysToKeep, type OrderDay } from '../domain/orders/lateness.ts'
import type { LineProgress, ReceiptStatus } from '../domain/orders/receipt-progress.ts'
import { type OrderStage, orderStages } from '../domain/orders/stages.ts'
import { contains } from './like.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'
import { orderColumns, type PurchaseOrderRow } from './purchase-orders.ts'

const orders = {
  createdAt: { name: 'order createdAt', column: 'id', direction: 'asc' },
  '-createdAt': { name: 'order -createdAt', column: 'id', direction: 'desc' },
  updatedAt: { name: 'order updatedAt', column: 'updatedAt', direction: 'asc' },
  '-updatedAt': { name: 'order -updatedAt', column: 'updatedAt', direction: 'desc' },
  dueOn: { name: 'order dueOn', column: 'dueOn', direction: 'asc' },
  '-dueOn': { name: 'order -dueOn', column: 'dueOn', direction: 'desc' },
} as const satisfies Record<string, Order<keyof PurchaseOrderRow>>

export interface OrderFilter extends PageRequest {
  /** Folded text; part of the number or of the supplier's reference. */
  search?: string | undefined
  stage?: OrderStage | undefined
  supplierId?: string | undefined
  productId?: string | undefined
  onHold?: boolean | undefined
  late?: boolean | undefined
  receiptStatus?: ReceiptStatus | undefined
  /** The day in the company's time zone, which lateness is measured by. */
  today: string
  sort: keyof typeof orders
}

export function ordersQuery(db: Db, filter: OrderFilter) {
  const { search, stage, supplierId, productId, onHold, late, today } = filter
  let query = db.selectFrom('purchaseOrder').select(orderColumns)
  if (search) query = query.where(contains('searchKey', search))
  if (stage !== undefined) query = query.where('stage', '=', stage)
  if (supplierId !== undefined) query = query.where('supplierId', '=', supplierId)
  if (onHold !== undefined) query = query.where('onHold', '=', onHold ? 1 : 0)
  if (productId !== undefined) {
    query = query.where(({ exists }) =>
      exists(linesOf(db).where('purchaseOrderLine.productId', '=', productId)),
    )
  }
  if (late !== undefined) {
    query = query.where((eb) => (late ? isLate(eb, today) : eb.not(isLate(eb, today))))
  }
  if (filter.receiptStatus !== undefined) {
    query = query.where(hasReceiptStatus(db, filter.receiptStatus))
  }
  return keysetPage(query, filter, orders[filter.sort], 'string')
}

export async function findOrders(db: Db, filter: OrderFilter): Promise<Page<PurchaseOrderRow>> {
  const { name, column } = orders[filter.sort]
  return toPage(await ordersQuery(db, filter).execute(), filter.limit, name, (row) => row[column])
}

type OrderExpression = ExpressionBuilder<Database, 'purchaseOrder'>

/** The table of lateness as a condition: a day of the stage is over. Never null, so it can be negated. */
function isLate(eb: OrderExpression, today: string) {
  const stagesOf = new Map<OrderDay, OrderStage[]>()
  for (const stage of orderStages) {
    for (const day of daysToKeep[stage]) stagesOf.set(day, [...(stagesOf.get(day) ?? []), stage])
  }
  return eb.or(
    [...stagesOf].map(([day, stages]) =>
      eb.and([
        eb('stage', 'in', stages),
        eb(eb.fn.coalesce(day, sql.lit('9999-12-31')), '<', today),
      ]),
    ),
  )
}

/** The lines of the order at hand. */
function linesOf(db: Db) {
  return db
    .selectFrom('purchaseOrderLine')
    .select(sql.lit(1).as('one'))
    .whereRef('purchaseOrderLine.orderId', '=', 'purchaseOrder.id' as 'purchaseOrderLine.orderId')
}

/** Where everything that will come has come; these are most orders, so their lines are not looked at. */
const settledStages = ['received', 'completed'] as const satisfies readonly OrderStage[]

function hasReceiptStatus(db: Db, status: ReceiptStatus) {
  return ({ eb, exists, not, and, or }: OrderExpression) => {
    const something = exists(linesOf(db).where('receivedQuantity', '>', 0))
    const open = exists(
      linesOf(db).where(({ eb: compare, ref }) =>
        compare('quantity', '>', compare('receivedQuantity', '+', ref('cancelledQuantity'))),
      ),
    )
    if (status === 'full') {
      return or([eb('stage', 'in', settledStages), and([something, not(open)])])
    }
    const unsettled = eb('stage', 'not in', settledStages)
    return and(status === 'none' ? [unsettled, not(something)] : [unsettled, something, open])
  }
}

/** The progress of the lines of each order. */
export async function findOrderProgress(
  db: Db,
  orderIds: readonly string[],
): Promise<Map<string, LineProgress[]>> {
  const byOrder = new Map<string, LineProgress[]>()
  if (orderIds.length === 0) return byOrder
  const rows = await db
    .selectFrom('purchaseOrderLine')
    .select(['orderId', 'quantity', 'receivedQuantity', 'cancelledQuantity'])
    .where('orderId', 'in', orderIds)
    .execute()
  for (const { orderId, ...line } of rows) {
    const known = byOrder.get(orderId)
    if (known) known.push(line)
    else byOrder.set(orderId, [line])
  }
  return byOrder
}

export async function findSupplierNames(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('supplier')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The orders of one stage and currency together. */
export interface StageSumsRow {
  stage: OrderStage
  currency: string
  orders: number
  late: number
  onHold: number
  /** In 1/10,000 of the currency, as text, because it outgrows a number. */
  total: string
}

/**
 * Counts and totals by stage and currency; what no order has is left out.
 * @param today in the company's time zone, which lateness is measured by
 */
export async function sumOrdersByStage(db: Db, today: string): Promise<StageSumsRow[]> {
  return stageSumsQuery(db, today).execute()
}

export function stageSumsQuery(db: Db, today: string) {
  return db
    .selectFrom('purchaseOrder')
    .select((eb) => [
      'stage',
      'currency',
      sql<number>`cast(count(*) as integer)`.as('orders'),
      sql<number>`cast(sum(case when ${isLate(eb, today)} then 1 else 0 end) as integer)`.as(
        'late',
      ),
      sql<number>`cast(sum(on_hold) as integer)`.as('onHold'),
      sql<string>`cast(sum(total) as text)`.as('total'),
    ])
    .groupBy(['stage', 'currency'])
    .orderBy('currency')
}
