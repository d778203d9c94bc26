import { sql } from 'kysely'
import type { Db } from '../db/types.ts'
import { costTypes, goodsTypes, openStatuses } from '../domain/payments/payments.ts'
import type { PaidSums } from '../domain/payments/progress.ts'
import { kindOfMoney } from './payment-kind.ts'

/**
 * What was paid for the goods of each of these orders. A refund counts against the payment that it
 * takes back: one of freight takes nothing from what was paid for the goods.
 */
export async function findPaidSums(
  db: Db,
  orderIds: readonly string[],
): Promise<Map<string, PaidSums>> {
  if (orderIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('payment as own')
    .leftJoin('payment as original', 'original.id', 'own.refundsId')
    .where('own.orderId', 'in', orderIds)
    .groupBy('own.orderId')
    .select((eb) => {
      const signed = sql<number>`case when own.type = 'refund' then -own.amount else own.amount end`
      const isPaid = eb('own.status', 'in', ['paid', 'refunded'])
      const isOpen = eb('own.status', 'in', openStatuses)
      const isDeposit = eb(kindOfMoney, '=', 'deposit')
      const sumWhere = (condition: ReturnType<typeof eb.and>) =>
        sql<number>`cast(sum(case when ${condition} then ${signed} else 0 end) as bigint)`
      return [
        'own.orderId',
        sumWhere(eb.and([isPaid, eb(kindOfMoney, 'in', goodsTypes)])).as('paid'),
        sumWhere(eb.and([isPaid, isDeposit])).as('deposits'),
        sumWhere(eb.and([isOpen, isDeposit, eb('own.type', '=', 'deposit')])).as('openDeposits'),
      ]
    })
    .execute()
  return new Map(rows.map(({ orderId, ...sums }) => [orderId ?? '', sums]))
}

/** Open payments for costs beside the total of an order: freight, duty, fees. */
export async function findOpenCosts(db: Db, orderId: string) {
  return db
    .selectFrom('payment')
    .select(['id', 'type', 'amount', 'currency'])
    .where('orderId', '=', orderId)
    .where('type', 'in', costTypes)
    .where('status', 'in', openStatuses)
    .orderBy('id')
    .execute()
}
