import { type Expression, expressionBuilder, type QueryCreator, type SqlBool, sql } from 'kysely'
import type { PaymentTable } from '../db/payment-tables.ts'
import type { Database, Db } from '../db/types.ts'
import { costTypes, goodsTypes, openStatuses } from '../domain/payments/payments.ts'
import { kindOfMoney } from './payment-kind.ts'

/** The business days that a summary looks at. */
export interface SummaryDays {
  today: string
  in7Days: string
  in30Days: string
  /** The first and the last month, `YYYY-MM`. */
  firstMonth: string
  lastMonth: string
}

/** Sums of money in 1/10,000 of the currency. */
export interface SupplierSums {
  supplierId: string
  supplierName: string
  currency: string
  paid: number
  outstanding: number
  overdue: number
  dueIn7Days: number
  dueIn30Days: number
}

interface Joined extends Database {
  own: PaymentTable
  original: PaymentTable
}

const { eb, and, not } = (() => {
  const builder = expressionBuilder<Joined, 'own' | 'original'>()
  return { eb: builder, and: builder.and, not: builder.not }
})()

const isRefund = eb('own.type', '=', 'refund')
const isGoods = eb(kindOfMoney, 'in', goodsTypes)
const isMoney = eb(kindOfMoney, '!=', 'credit')
const isPaid = eb('own.status', 'in', ['paid', 'refunded'])
const signed = sql<number>`case when ${isRefund} then -own.amount else own.amount end`
/** Money that is to go out: neither a refund that is expected nor a credit note. */
const isDebt = and([eb('own.status', 'in', openStatuses), not(isRefund), isMoney])

function sumWhere(amount: Expression<number>, ...conditions: Expression<SqlBool>[]) {
  return sql<number>`cast(coalesce(sum(case when ${and(conditions)} then ${amount} else 0 end), 0) as bigint)`
}

function joinedPayments(db: QueryCreator<Database>) {
  return db
    .selectFrom('payment as own')
    .leftJoin('payment as original', 'original.id', 'own.refundsId')
}

/** Open debts of each order, costs beside its total apart, and what was paid. */
function sumsOfOrders(db: QueryCreator<Database>, { today, in7Days, in30Days }: SummaryDays) {
  const amount = sql.ref<number>('own.amount')
  const isCost = eb('own.type', 'in', costTypes)
  const overdue = eb('own.dueKey', '<', today)
  const dueBy = (day: string) => and([eb('own.dueKey', '>=', today), eb('own.dueKey', '<=', day)])
  return joinedPayments(db)
    .groupBy(['own.orderId', 'own.supplierId', 'own.currency'])
    .select([
      'own.orderId',
      'own.supplierId',
      'own.currency',
      sumWhere(signed, isPaid, isMoney).as('paid'),
      sumWhere(signed, isPaid, isGoods).as('settled'),
      sumWhere(amount, isDebt, isGoods).as('open'),
      sumWhere(amount, isDebt, isGoods, overdue).as('openOverdue'),
      sumWhere(amount, isDebt, isGoods, dueBy(in7Days)).as('open7'),
      sumWhere(amount, isDebt, isGoods, dueBy(in30Days)).as('open30'),
      sumWhere(amount, isDebt, isCost).as('cost'),
      sumWhere(amount, isDebt, isCost, overdue).as('costOverdue'),
      sumWhere(amount, isDebt, isCost, dueBy(in7Days)).as('cost7'),
      sumWhere(amount, isDebt, isCost, dueBy(in30Days)).as('cost30'),
    ])
}

/**
 * Paid and owed for each supplier and currency. Of an order no more is owed than its total less what
 * was paid and credited, so a credit note reduces it, and so does a deposit that was entered beside
 * the plan.
 */
export function findSupplierSums(db: Db, days: SummaryDays): Promise<SupplierSums[]> {
  return db
    .with('sums', (cte) => sumsOfOrders(cte, days))
    .selectFrom('sums')
    .leftJoin('purchaseOrder as bought', 'bought.id', 'sums.orderId')
    .leftJoin('supplier', 'supplier.id', 'sums.supplierId')
    .groupBy(['sums.supplierId', 'supplier.name', 'sums.currency'])
    .select([
      sql<string>`coalesce(sums.supplier_id, '')`.as('supplierId'),
      sql<string>`coalesce(supplier.name, '')`.as('supplierName'),
      'sums.currency',
      sql<number>`cast(sum(sums.paid) as bigint)`.as('paid'),
      owed('open', 'cost').as('outstanding'),
      owed('openOverdue', 'costOverdue').as('overdue'),
      owed('open7', 'cost7').as('dueIn7Days'),
      owed('open30', 'cost30').as('dueIn30Days'),
    ])
    .orderBy('supplier.name')
    .orderBy('sums.supplierId')
    .orderBy('sums.currency')
    .execute()
}

/** A sum over orders of what is open, but not more than is left of each, and of the costs beside it. */
function owed(open: string, cost: string) {
  const left = sql`(bought.total - sums.settled)`
  const value = sql.ref(`sums.${open}`)
  const mostly = sql`case when bought.total is null or ${value} <= ${left} then ${value} when ${left} > 0 then ${left} else 0 end`
  return sql<number>`cast(sum(${mostly} + ${sql.ref(`sums.${cost}`)}) as bigint)`
}

/** Money paid in each month, refunds taken off, by currency. */
export function findPaidByMonth(db: Db, { firstMonth, lastMonth }: SummaryDays) {
  const month = sql<string>`substr(own.paid_on, 1, 7)`
  return joinedPayments(db)
    .where(isPaid)
    .where(isMoney)
    .where('own.paidOn', '>=', `${firstMonth}-01`)
    .where('own.paidOn', '<=', `${lastMonth}-31`)
    .groupBy([month, 'own.currency'])
    .select([month.as('month'), 'own.currency', sumWhere(signed, isPaid).as('amount')])
    .execute()
}

/** Money due in each month and not yet paid, by currency, as the payments say it. */
export function findDueByMonth(db: Db, { firstMonth, lastMonth }: SummaryDays) {
  const month = sql<string>`substr(own.due_on, 1, 7)`
  return joinedPayments(db)
    .where(isDebt)
    .where('own.dueKey', '>=', `${firstMonth}-01`)
    .where('own.dueKey', '<=', `${lastMonth}-31`)
    .groupBy([month, 'own.currency'])
    .select([
      month.as('month'),
      'own.currency',
      sumWhere(sql.ref<number>('own.amount'), isDebt).as('amount'),
    ])
    .execute()
}

/** Orders on which money is out and that are not completed, a row for each line. */
export function findPaidOrderLines(db: Db) {
  return db
    .with('sums', (cte) =>
      joinedPayments(cte)
        .where(isPaid)
        .where(isGoods)
        .where(isMoney)
        .where('own.orderId', 'is not', null)
        .groupBy('own.orderId')
        .select(['own.orderId', sumWhere(signed, isPaid).as('paid')]),
    )
    .selectFrom('sums')
    .innerJoin('purchaseOrder as bought', 'bought.id', 'sums.orderId')
    .leftJoin('purchaseOrderLine as line', 'line.orderId', 'bought.id')
    .where('sums.paid', '>', 0)
    .where('bought.stage', '!=', 'completed')
    .select([
      'bought.id as orderId',
      'bought.currency',
      'bought.total',
      'sums.paid',
      'line.lineTotal',
      'line.quantity',
      'line.receivedQuantity',
      'line.cancelledQuantity',
    ])
    .execute()
}
