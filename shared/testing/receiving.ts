import { expect } from 'vitest'
import type { DatabaseKind } from '#shared/db/open-database.ts'
import type { Permission } from '#shared/domain/permissions.ts'
import type { Order } from '#shared/schemas/orders.ts'
import type { Received } from '#shared/schemas/receipts.ts'
import { addSupplier } from './goods.ts'
import type { TestApp } from './test-app.ts'

/** What it takes to order goods and to put them into stock. */
const permissions = [
  'products:read',
  'products:write',
  'suppliers:read',
  'suppliers:write',
  'locations:write',
  'settings:read',
  'settings:write',
  'inventory:read',
  'inventory:write',
  'inventory:adjust',
  'orders:read',
  'orders:write',
  'orders:approve',
  'orders:receive',
  'orders:complete',
] as const satisfies readonly Permission[]

export const buying = (database: DatabaseKind = 'sqlite') => ({ permissions, database })

/** A draft of these lines, from a supplier of its own unless said otherwise. */
export async function draftOf(
  t: TestApp,
  lines: readonly Record<string, unknown>[],
  fields: Record<string, unknown> = {},
): Promise<Order> {
  const { supplierId = (await addSupplier(t)).id } = fields
  const res = await t.send('POST', '/orders', { supplierId, lines, ...fields })
  expect(res.status, 'an order for the test').toBe(201)
  return (await res.json()) as Order
}

/** Moves an order to the stage, over those that are passed. */
export async function moveTo(
  t: TestApp,
  { id }: { id: string },
  stage: string,
  fields: Record<string, unknown> = {},
): Promise<Order> {
  const res = await t.send('POST', `/orders/${id}/transition`, { stage, ...fields })
  expect(res.status, `the way to ${stage}`).toBe(200)
  return (await res.json()) as Order
}

/** An order that was sent to its supplier, so that goods of it can come. */
export async function orderOf(
  t: TestApp,
  lines: readonly Record<string, unknown>[],
  { exchangeRate, ...fields }: Record<string, unknown> = {},
): Promise<Order> {
  const draft = await draftOf(t, lines, fields)
  return moveTo(t, draft, 'ordered', exchangeRate === undefined ? {} : { exchangeRate })
}

export async function receive(
  t: TestApp,
  { id }: { id: string },
  fields: Record<string, unknown> = {},
): Promise<Received> {
  const res = await t.send('POST', '/inventory/receive', { orderId: id, ...fields })
  expect(res.status, 'a receipt for the test').toBe(201)
  return (await res.json()) as Received
}

export async function readOrder(t: TestApp, { id }: { id: string }): Promise<Order> {
  const res = await t.send('GET', `/orders/${id}`)
  expect(res.status).toBe(200)
  return (await res.json()) as Order
}

/** What is on hand of a product over all locations. */
export async function onHand(t: TestApp, productId: string): Promise<number> {
  const res = await t.send('GET', `/products/${productId}`)
  return ((await res.json()) as { onHand: number }).onHand
}
