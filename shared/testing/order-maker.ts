import { expect } from 'vitest'
import type { OrderStage } from '#shared/domain/orders/stages.ts'
import type { Permission } from '#shared/domain/permissions.ts'
import type { Order } from '#shared/schemas/orders.ts'
import { addProduct, addSupplier } from './goods.ts'
import type { TestApp } from './test-app.ts'

/** What a buyer, who may also approve and complete, may do. */
export const buyerRights = [
  'orders:read',
  'orders:write',
  'orders:approve',
  'orders:complete',
  'orders:receive',
  'products:write',
  'suppliers:write',
  'settings:write',
  'payments:read',
  'payments:write',
  'payments:approve',
] as const satisfies readonly Permission[]

/** Sends a request that must succeed, and gives the order that it answers. */
export async function ask(
  t: TestApp,
  method: string,
  path: string,
  body?: unknown,
): Promise<Order> {
  const res = await t.send(method, path, body)
  expect([200, 201], `${method} ${path}: ${await res.clone().text()}`).toContain(res.status)
  return (await res.json()) as Order
}

/** An order of ten units at 12.50 of a new product, from a new supplier, unless said otherwise. */
export async function addOrder(t: TestApp, fields: Record<string, unknown> = {}): Promise<Order> {
  const supplierId = (fields['supplierId'] as string | undefined) ?? (await addSupplier(t)).id
  const lines = fields['lines'] ?? [await addLine(t)]
  return ask(t, 'POST', '/orders', { ...fields, supplierId, lines })
}

/** A line of a new product, for `addOrder`. */
export async function addLine(t: TestApp, fields: Record<string, unknown> = {}) {
  const { id } = await addProduct(t)
  return { productId: id, quantity: 10, unitCost: '12.5', ...fields }
}

/**
 * Puts an order into a stage, past all rules, as far as it matters for what may follow.
 * @param received so much of its first line
 */
export async function putInto(
  t: TestApp,
  order: Order,
  stage: OrderStage,
  { received = 0, onHold = false } = {},
): Promise<void> {
  const approved = ['draft', 'pending_approval'].includes(stage) ? null : 1_250_000
  await t.seed(async (tx) => {
    await tx
      .updateTable('purchaseOrder')
      .set({ stage, onHold: onHold ? 1 : 0, approvedTotal: approved, approvedByName: 'Somebody' })
      .where('id', '=', order.id)
      .execute()
    await tx
      .updateTable('purchaseOrderLine')
      .set({ receivedQuantity: received * 1_000 })
      .where('id', '=', order.lines[0]?.id ?? '')
      .execute()
  })
}

/** The history of an order as `event from>to`, oldest first. */
export async function historyOf(t: TestApp, order: { id: string }): Promise<string[]> {
  const rows = await t.db
    .selectFrom('purchaseOrderHistory')
    .select(['event', 'fromStage', 'toStage'])
    .where('orderId', '=', order.id)
    .orderBy('id')
    .execute()
  return rows.map(({ event, fromStage, toStage }) =>
    [event, ...(toStage === null ? [] : [`${fromStage ?? ''}>${toStage}`])].join(' '),
  )
}

/** What is stored of an order itself. */
export async function storedOrder(t: TestApp, { id }: { id: string }) {
  return t.db
    .selectFrom('purchaseOrder')
    .select(['stage', 'version', 'total', 'approvedTotal', 'onHold', 'documentVersion'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Pays so much of an order, through the API. */
export async function pay(
  t: TestApp,
  order: Order,
  amount: number,
  type: 'deposit' | 'balance' = 'balance',
): Promise<void> {
  const { id: orderId, currency } = order
  const body = { orderId, type, amount, currency, status: 'paid', paidOn: '2026-03-02' }
  const res = await t.send('POST', '/payments', body)
  expect(res.status, await res.clone().text()).toBe(201)
}
