import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Product } from '#shared/schemas/products.ts'
import { inShop } from '#web/testing/in-shop.ts'

const EAN = '4006381333931'

/** As a scanner does: fast, with Enter at the end. */
async function scan(page: Page, code: string): Promise<void> {
  for (const letter of code) await page.keyboard.press(letter)
  await page.keyboard.press('Enter')
}

describe('the palette', () => {
  inShop('goes, finds and does by the keyboard alone', async ({ shop, open }) => {
    const { caller } = shop
    const { id } = await caller.get<Product>('POST', '/products', {
      sku: 'MUG-01',
      name: 'Blue mug',
    })
    const page = await open('/')

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('blue')
    await page.getByRole('option', { name: /Blue mug/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`/products/${id}`)

    await page.keyboard.press('Control+k')
    await page.getByText('Recently opened').waitFor()
    await page.getByRole('combobox').fill('rep')
    await page.getByRole('option', { name: /Reports/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('/reports')

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('dark')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
    expect(await page.locator('dialog[open]').count()).toBe(0)
  })

  inShop('moves stock from whatever page one is at', async ({ shop, open }) => {
    const { caller } = shop
    await caller.get('POST', '/locations', { name: 'Shop floor' })
    const { id } = await caller.get<Product>('POST', '/products', {
      sku: 'MUG-01',
      name: 'Blue mug',
    })
    const adjust = { productId: id, quantity: 12, reason: 'opening stock' }
    await caller.get('POST', '/inventory/adjust', adjust)
    const page = await open('/reports')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').fill('move')
    await dialog.getByRole('option', { name: 'Move stock' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('combobox', { name: 'Which product' }).fill('blue')
    await dialog.getByRole('option', { name: /Blue mug/ }).click()
    await dialog.getByLabel('Quantity').fill('5')
    await dialog.getByRole('button', { name: 'Move stock' }).click()
    await dialog.waitFor({ state: 'detached' })

    const { locations } = await caller.get<{ locations: { onHand: number }[] }>(
      'GET',
      `/inventory/${id}`,
    )
    expect(locations.map(({ onHand }) => onHand).toSorted()).toEqual([5, 7])
    expect(new URL(page.url()).pathname).toBe('/reports')
  })

  inShop('offers nobody what they may not do', async ({ shop, open }) => {
    const viewer = await shop.person('viewer')
    const page = await open('/', { as: viewer })
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Products' }).waitFor()
    const all = await page.getByRole('listbox').innerText()
    for (const forbidden of ['Add product', 'New order', 'Sell', 'Audit log']) {
      expect(all).not.toContain(forbidden)
    }
  })
})

describe('a scan on any page', () => {
  inShop('opens the product; with an unknown code one is added', async ({ shop, open }) => {
    const page = await open('/reports')
    await scan(page, EAN)
    await page.getByRole('dialog').getByText(EAN).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Add product' }).click()
    await page.waitForURL(/\/products\/new\?barcode=/)
    await page.getByLabel('Name', { exact: true }).fill('Enamel mug')
    await page.getByLabel('SKU', { exact: true }).fill('MUG-77')
    await page.locator('form [type=submit]').click()
    await page.waitForURL(/\/products\/prd_/)
    const { items } = await shop.caller.get<{ items: { id: string; sku: string }[] }>(
      'GET',
      `/products?barcode=${EAN}`,
    )
    expect(items.map(({ sku }) => sku)).toEqual(['MUG-77'])

    await page.goto('/reports')
    await page.getByRole('heading', { name: 'Reports' }).waitFor()
    await scan(page, EAN)
    await page.waitForURL(`/products/${items[0]?.id ?? ''}`)
  })
})
