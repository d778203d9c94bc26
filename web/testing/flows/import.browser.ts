import { describe, expect } from 'vitest'
import type { Product } from '#shared/schemas/products.ts'
import { inShop } from '#web/testing/in-shop.ts'

function csv(...rows: string[]) {
  return { name: 'goods.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
}

describe('the import of products', () => {
  inShop('shows every problem before it writes anything', async ({ shop, open }) => {
    const products = () => shop.caller.get<{ items: Product[] }>('GET', '/products?sort=sku')
    const page = await open('/products/import')
    const header = 'Code;Bezeichnung;VK netto;Meldebestand'
    await page
      .getByLabel('CSV file')
      .setInputFiles(csv(header, 'MUG-01;Mug;twelve;5', 'JUG-01;Jug;9,90;many'))
    await page.getByRole('combobox', { name: /the column Code holds/ }).selectOption('sku')
    await page.getByRole('button', { name: 'Check file' }).click()
    await page.getByRole('heading', { name: '2 problems' }).waitFor()
    await page.getByRole('row', { name: /2 VK netto twelve/ }).waitFor()
    await page.getByRole('row', { name: /3 Meldebestand many/ }).waitFor()
    expect(page.url()).toContain('step=check')
    expect(await page.getByRole('button', { name: /^Import/ }).isDisabled()).toBe(true)
    expect((await products()).items).toEqual([])

    await page.getByRole('button', { name: 'Choose another file' }).click()
    await page
      .getByLabel('CSV file')
      .setInputFiles(csv(header, 'MUG-01;Mug;12,50;5', 'JUG-01;Jug;9,90;7'))
    await page.getByRole('combobox', { name: /the column Code holds/ }).selectOption('sku')
    await page.getByRole('button', { name: 'Check file' }).click()
    await page.getByRole('button', { name: 'Import 2 products' }).click()
    await page.getByText('2 products imported').waitFor()
    expect((await products()).items).toMatchObject([
      { sku: 'JUG-01', name: 'Jug', price: '9.9', reorderPoint: 7 },
      { sku: 'MUG-01', name: 'Mug', price: '12.5', reorderPoint: 5 },
    ])
  })
})
