import { expect } from 'vitest'
import type { Product } from '#shared/schemas/products.ts'
import type { TestApp } from './test-app.ts'

/** Whoever keeps stock: what the tests of the ledger sign in with. */
export const stockRights = {
  permissions: [
    'products:read',
    'products:write',
    'locations:read',
    'locations:write',
    'inventory:read',
    'inventory:write',
    'inventory:adjust',
  ],
} as const

let made = 0

/** A product made through the API; it counts in fractions, too, unless said otherwise. */
export async function addProduct(
  t: TestApp,
  fields: Record<string, unknown> = {},
): Promise<Product> {
  made += 1
  const product = { sku: `SKU-${made}`, name: `Product ${made}`, wholeUnits: false, ...fields }
  const res = await t.send('POST', '/products', product)
  expect(res.status, 'a product for the test').toBe(201)
  return (await res.json()) as Product
}

/** A product with so much on hand at the main location, which cost so much a unit. */
export async function addStocked(
  t: TestApp,
  quantity: number,
  fields: Record<string, unknown> & { unitCost?: string } = {},
): Promise<Product> {
  const { unitCost, ...product } = fields
  const added = await addProduct(t, product)
  await adjust(t, { productId: added.id, change: quantity, ...(unitCost && { unitCost }) })
  return added
}

/** Sets stock right through the API. */
export async function adjust(t: TestApp, body: Record<string, unknown>): Promise<void> {
  const res = await t.send('POST', '/inventory/adjust', { reason: 'for the test', ...body })
  expect(res.status, 'stock for the test').toBe(201)
}

/** A supplier made through the API. */
export async function addSupplier(
  t: TestApp,
  fields: Record<string, unknown> = {},
): Promise<{ id: string; name: string }> {
  const res = await t.send('POST', '/suppliers', { name: 'Acme Trading', ...fields })
  expect(res.status, 'a supplier for the test').toBe(201)
  return (await res.json()) as { id: string; name: string }
}

/** Another location made through the API. */
export async function addLocation(t: TestApp, name: string): Promise<string> {
  const res = await t.send('POST', '/locations', { name })
  expect(res.status, 'a location for the test').toBe(201)
  const { id } = (await res.json()) as { id: string }
  return id
}

/** Proves that the ledger adds up. */
export async function expectSound(t: TestApp): Promise<void> {
  const res = await t.send('GET', '/inventory/verify')
  expect(await res.json()).toMatchObject({ ok: true, problems: [] })
}
