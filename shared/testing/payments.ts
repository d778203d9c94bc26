import type { Insertable } from 'kysely'
import type { PurchaseOrderTable } from '#shared/db/order-tables.ts'
import type { PaymentTable } from '#shared/db/payment-tables.ts'
import type { Tx } from '#shared/db/types.ts'
import { newId } from '#shared/ids.ts'
import { dueColumns, insertPayment, type PaymentRow } from '#shared/repositories/payments.ts'
import { insertOrder, type PurchaseOrderRow } from '#shared/repositories/purchase-orders.ts'
import { insertSupplier } from '#shared/repositories/suppliers.ts'
import type { TestApp } from './test-app.ts'

const at = '2026-03-01T08:00:00.000Z'
const stamps = { version: 1, createdAt: at, updatedAt: at }

export async function seedSupplier(tx: Tx, name = 'Acme'): Promise<string> {
  const id = newId('supplier')
  await insertSupplier(tx, { id, name, nameKey: name.toLowerCase(), active: 1, ...stamps })
  return id
}

/** An order over 1,000.00 EUR of a supplier of its own, unless said otherwise. */
export async function seedOrder(
  tx: Tx,
  given: Partial<Insertable<PurchaseOrderTable>> = {},
): Promise<PurchaseOrderRow> {
  const id = newId('order')
  const total = given.total ?? 1_000_0000
  return insertOrder(tx, {
    id,
    number: id,
    searchKey: id.toLowerCase(),
    dueOn: '9999-12-31',
    supplierId: given.supplierId ?? (await seedSupplier(tx)),
    stage: 'confirmed',
    stageSince: at,
    onHold: 0,
    currency: 'EUR',
    exchangeRate: 100_000_000,
    subtotal: total,
    tax: 0,
    shipping: 0,
    other: 0,
    total,
    documentVersion: 0,
    unpaidWaived: 0,
    authorName: 'Test',
    ...stamps,
    ...given,
  })
}

/** A planned payment of 100.00 EUR, unless said otherwise; it needs an order or a supplier. */
export async function seedPayment(
  tx: Tx,
  given: Partial<Insertable<PaymentTable>>,
): Promise<PaymentRow> {
  return insertPayment(tx, {
    id: newId('payment'),
    type: 'other',
    status: 'planned',
    amount: 100_0000,
    currency: 'EUR',
    ...dueColumns(given.dueOn ?? null),
    dueDays: 0,
    refunded: 0,
    planned: 0,
    ...stamps,
    ...given,
  })
}

/** Records a payment by the API and gives it back; fails the test when it is refused. */
export async function record(t: TestApp, body: object) {
  const res = await t.send('POST', '/payments', body)
  if (res.status !== 201) throw new Error(`refused with ${res.status}: ${await res.text()}`)
  return res.json()
}
