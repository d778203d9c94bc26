import type { Insertable, Updateable } from 'kysely'
import type { PaymentTable } from '../db/payment-tables.ts'
import type { Db, Tx } from '../db/types.ts'
import { openStatuses, type PaymentTrigger } from '../domain/payments/payments.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'orderId',
  'supplierId',
  'type',
  'status',
  'amount',
  'currency',
  'dueOn',
  'dueKey',
  'dueTrigger',
  'dueDays',
  'paidOn',
  'method',
  'reference',
  'notes',
  'refundsId',
  'refunded',
  'planned',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof PaymentTable)[]

export type PaymentRow = Pick<PaymentTable, (typeof columns)[number]>

/** Sorts after every day. */
const NO_DAY = '9999-99-99'

/** The two columns of a due date, which are always written together. */
export function dueColumns(dueOn: string | null): Pick<PaymentRow, 'dueOn' | 'dueKey'> {
  return { dueOn, dueKey: dueOn ?? NO_DAY }
}

export async function insertPayment(tx: Tx, row: Insertable<PaymentTable>): Promise<PaymentRow> {
  return tx.insertInto('payment').values(row).returning(columns).executeTakeFirstOrThrow()
}

export async function findPayment(db: Db, id: string): Promise<PaymentRow | undefined> {
  return db.selectFrom('payment').select(columns).where('id', '=', id).executeTakeFirst()
}

/** All payments of an order, oldest first. */
export async function findPaymentsOfOrder(db: Db, orderId: string): Promise<PaymentRow[]> {
  return db
    .selectFrom('payment')
    .select(columns)
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute()
}

/** Open payments of an order that have no due date yet, because they wait for the event. */
export async function findWaitingPayments(
  db: Db,
  orderId: string,
  trigger: PaymentTrigger,
): Promise<PaymentRow[]> {
  return db
    .selectFrom('payment')
    .select(columns)
    .where('orderId', '=', orderId)
    .where('dueTrigger', '=', trigger)
    .where('dueOn', 'is', null)
    .where('status', 'in', openStatuses)
    .orderBy('id')
    .execute()
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updatePaymentRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<PaymentTable>,
): Promise<PaymentRow | undefined> {
  return tx
    .updateTable('payment')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
}

/** Undefined when another version is stored by now. */
export async function deletePaymentRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<{ id: string } | undefined> {
  return tx
    .deleteFrom('payment')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

/**
 * Sets a part of a paid payment aside for a refund, or gives it back when negative. Undefined when
 * so much is not left, or the payment is not paid: parallel refunds cannot take more than there is.
 */
export async function reserveRefund(
  tx: Tx,
  id: string,
  amount: number,
  updatedAt: string,
): Promise<PaymentRow | undefined> {
  return tx
    .updateTable('payment')
    .set((eb) => ({
      refunded: eb('refunded', '+', amount),
      version: eb('version', '+', 1),
      updatedAt,
    }))
    .where('id', '=', id)
    .where('status', '=', 'paid')
    .where((eb) => eb(eb('amount', '-', eb.ref('refunded')), '>=', amount))
    .returning(columns)
    .executeTakeFirst()
}

/** What the paid refunds of a payment add up to. */
export async function sumPaidRefunds(db: Db, refundsId: string): Promise<number> {
  const rows = await db
    .selectFrom('payment')
    .select('amount')
    .where('refundsId', '=', refundsId)
    .where('status', '=', 'paid')
    .execute()
  return rows.reduce((sum, { amount }) => sum + amount, 0)
}

const orders = {
  dueOn: { name: 'payment dueOn', column: 'dueKey', direction: 'asc' },
  '-dueOn': { name: 'payment -dueOn', column: 'dueKey', direction: 'desc' },
  createdAt: { name: 'payment createdAt', column: 'id', direction: 'asc' },
  '-createdAt': { name: 'payment -createdAt', column: 'id', direction: 'desc' },
} as const satisfies Record<string, Order<keyof PaymentRow>>

type Filtered = Partial<Pick<PaymentRow, 'orderId' | 'supplierId' | 'status' | 'type' | 'currency'>>

export interface PaymentFilter extends PageRequest {
  equal: { [K in keyof Filtered]: Filtered[K] | undefined }
  /** Only payments that are overdue today, or only the others. */
  overdue?: { is: boolean; today: string } | undefined
  dueFrom?: string | undefined
  dueTo?: string | undefined
  sort: keyof typeof orders
}

export function paymentsQuery(db: Db, filter: PaymentFilter) {
  let query = db.selectFrom('payment').select(columns)
  const { equal, overdue, dueFrom, dueTo } = filter
  for (const name of Object.keys(equal) as (keyof Filtered)[]) {
    const value = equal[name]
    if (value !== undefined) query = query.where(name, '=', value)
  }
  if (overdue) {
    const { is, today } = overdue
    query = query.where(({ eb, and, or }) =>
      is
        ? and([eb('status', 'in', openStatuses), eb('dueKey', '<', today)])
        : or([eb('status', 'not in', openStatuses), eb('dueKey', '>=', today)]),
    )
  }
  if (dueFrom !== undefined) {
    query = query.where('dueKey', '>=', dueFrom).where('dueKey', '<', NO_DAY)
  }
  if (dueTo !== undefined) query = query.where('dueKey', '<=', dueTo)
  return keysetPage(query, filter, orders[filter.sort], 'string')
}

export async function findPayments(db: Db, filter: PaymentFilter): Promise<Page<PaymentRow>> {
  const { name, column } = orders[filter.sort]
  const rows = await paymentsQuery(db, filter).execute()
  return toPage(rows, filter.limit, name, (row) => row[column])
}
