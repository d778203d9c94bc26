import { describe, expect } from 'vitest'
import type { Product } from '#shared/schemas/products.ts'
import type { Supplier } from '#shared/schemas/suppliers.ts'
import { inShop } from '#web/testing/in-shop.ts'

describe('the first page', () => {
  inShop('leads a new shop from step to step, and then tells how things stand', async (given) => {
    const { caller } = given.shop
    const page = await given.open('/')
    await page.getByRole('heading', { name: 'Set up your shop' }).waitFor()
    expect(await page.locator('[aria-current=step]').innerText()).toContain('Add your products')

    const product = await caller.get<Product>('POST', '/products', { sku: 'MUG-01', name: 'Mug' })
    // Server-sent events tell the page; nobody loads it again.
    await page.locator('[aria-current=step]', { hasText: 'Enter the stock you have' }).waitFor()

    const goods = { productId: product.id, quantity: 10, reason: 'first count' }
    await caller.get('POST', '/inventory/adjust', goods, { 'idempotency-key': 'first-count' })
    await page.getByRole('heading', { name: 'What runs out' }).waitFor()
    await page.getByRole('heading', { name: 'Orders by stage' }).waitFor()
  })

  inShop('counts orders by stage, and leads to them', async ({ shop, open }) => {
    const { caller } = shop
    const product = await caller.get<Product>('POST', '/products', { sku: 'MUG-01', name: 'Mug' })
    const supplier = await caller.get<Supplier>('POST', '/suppliers', { name: 'Porto Ceramics' })
    await caller.get(
      'POST',
      '/orders',
      { supplierId: supplier.id, lines: [{ productId: product.id, quantity: 5, unitCost: '2' }] },
      { 'idempotency-key': 'first-order' },
    )
    const page = await open('/')
    const draft = page.getByRole('link', { name: /^Draft\s*1$/ })
    await draft.waitFor()
    await draft.click()
    await page.waitForURL(/\/orders\?.*stage=draft/)
    await page.getByText('Porto Ceramics').first().waitFor()
  })

  inShop('shows a sale that somebody else makes meanwhile', async ({ shop, open }) => {
    const { caller } = shop
    const product = await caller.get<Product>('POST', '/products', {
      sku: 'MUG-01',
      name: 'Mug',
      price: '12.50',
    })
    const goods = { productId: product.id, quantity: 10, reason: 'first count' }
    await caller.get('POST', '/inventory/adjust', goods, { 'idempotency-key': 'first-count' })
    const page = await open('/')
    const sold = page.getByRole('link', { name: /^Sold today/ })
    await sold.getByText('€0.00').first().waitFor()
    const sale = { sku: 'MUG-01', quantity: 2, unitPrice: '12.50' }
    await caller.get('POST', '/inventory/sale', sale, { 'idempotency-key': 'a-sale' })
    await sold.getByText('€25.00').waitFor()
  })

  inShop('fits a phone, in Arabic', async ({ shop, open }) => {
    const { caller } = shop
    const product = await caller.get<Product>('POST', '/products', { sku: 'MUG-01', name: 'Mug' })
    const goods = { productId: product.id, quantity: 10, reason: 'first count' }
    await caller.get('POST', '/inventory/adjust', goods, { 'idempotency-key': 'first-count' })
    const page = await open('/', { phone: true, locale: 'ar' })
    await page.getByRole('heading', { name: 'ما سينفد' }).waitFor()
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways).toBe(0)
  })
})
