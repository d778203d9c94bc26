import { expect } from 'vitest'
import type { Stack } from './stack.ts'

/** A little of everything, and what it adds up to. */
export interface Stocked {
  productId: string
  sku: string
}

/** A product that was stocked and sold: 20 on the shelf, 3 sold. */
export async function stockShop(stack: Stack): Promise<Stocked> {
  await stack.signIn()
  const sku = `MUG-${Date.now()}`
  const { id } = await stack.get<{ id: string }>('POST', '/products', { sku, name: 'Blue mug' })
  await stack.get('POST', '/inventory/adjust', { sku, quantity: 20, reason: 'opening stock' })
  await stack.get('POST', '/inventory/sale', { sku, quantity: 3 })
  return { productId: id, sku }
}

/** That all of it is there, that the ledger adds up and that nobody altered the log. */
export async function expectShop(stack: Stack, { productId, sku }: Stocked): Promise<void> {
  expect(await stack.get('GET', `/inventory/${productId}`)).toMatchObject({ sku, onHand: 17 })
  expect(await stack.get('GET', '/inventory/verify')).toMatchObject({ ok: true })
  expect(await stack.get('GET', '/audit/verify')).toMatchObject({ ok: true })
  const { items } = await stack.get<{ items: { kind: string }[] }>(
    'GET',
    `/inventory/movements?productId=${productId}`,
  )
  expect(items.map(({ kind }) => kind)).toEqual(['sale', 'adjustment'])
}
