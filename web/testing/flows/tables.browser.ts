import { describe, expect } from 'vitest'
import { inShop } from '#web/testing/in-shop.ts'

describe('tables', () => {
  inShop('are where one left them, and their keys are told', async ({ shop, open }) => {
    for (let number = 101; number <= 220; number++) {
      const product = { sku: `SKU-${number}`, name: `Product ${number}` }
      await shop.caller.get('POST', '/products', product)
    }
    const page = await open('/products')
    const table = page.getByRole('grid', { name: 'Products' })
    const scrolled = () => table.evaluate((grid) => grid.scrollTop)
    await table.focus()
    await page.keyboard.press('End')
    await page.getByText('120 of 120').waitFor()
    await page.keyboard.press('End')
    await page.getByText('Product 220').waitFor()
    await page.keyboard.press('k')
    await expect.poll(scrolled).toBeGreaterThan(2_000)
    const left = await scrolled()

    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Product 219', level: 1 }).waitFor()
    await page.goBack()
    await table.waitFor()
    expect(await scrolled()).toBe(left)
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Product 218', level: 1 }).waitFor()
    await page.goBack()
    await table.waitFor()

    // Another order is another list, which begins at its top.
    await page.getByRole('button', { name: 'SKU' }).click()
    await expect.poll(scrolled).toBe(0)
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    await keys.getByText('Next row').waitFor()
    await keys.getByText('Space').waitFor()
  })
})
