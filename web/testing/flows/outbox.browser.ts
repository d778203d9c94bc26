import { describe, expect } from 'vitest'
import { inShop } from '#web/testing/in-shop.ts'

describe('the outbox', () => {
  inShop('shows what was mailed, as plain text', async ({ shop, open }) => {
    await shop.caller.get('POST', '/products', {
      sku: 'MUG-1',
      name: '<b>Mug</b>',
      reorderPoint: 5,
    })
    await shop.caller.get('POST', '/monitor/run')
    const page = await open('/outbox')
    await page
      .getByText(/stock alert/)
      .first()
      .click()
    const text = page.getByRole('dialog').locator('pre')
    expect(await text.innerText()).toContain('<b>Mug</b>')
    expect(await text.locator('b').count()).toBe(0)
  })
})
