import { describe, expect } from 'vitest'
import type { Product } from '#shared/schemas/products.ts'
import { inShop } from '#web/testing/in-shop.ts'
import type { Shop } from '#web/testing/shop.ts'

function add(shop: Shop, input: Record<string, unknown>): Promise<Product> {
  return shop.caller.get<Product>('POST', '/products', input)
}

function stored(shop: Shop, { id }: { id: string }): Promise<Product> {
  return shop.caller.get<Product>('GET', `/products/${id}`)
}

async function adjust(shop: Shop, productId: string, change: number): Promise<void> {
  const key = { 'idempotency-key': crypto.randomUUID() }
  await shop.caller.get('POST', '/inventory/adjust', { productId, change, reason: 'begin' }, key)
}

describe('products', () => {
  inShop('are added, with what is wrong told at its field', async ({ shop, open }) => {
    const page = await open('/products')
    await page.getByRole('button', { name: 'Add product' }).click()
    await page.getByRole('heading', { name: 'New product' }).waitFor()
    await page.getByLabel('Name').fill('Enamel mug')
    await page.getByRole('button', { name: 'Add product' }).click()
    await page.locator('[name=sku][aria-invalid=true]').waitFor()
    await page.getByLabel('SKU').fill('MUG-01')
    await page.getByLabel('Price', { exact: true }).fill('12.50')
    await page.getByRole('button', { name: 'Add product' }).click()
    await page.getByRole('heading', { name: 'Enamel mug', level: 1 }).waitFor()
    const { items } = await shop.caller.get<{ items: Product[] }>('GET', '/products')
    expect(items).toMatchObject([{ sku: 'MUG-01', price: '12.5' }])
  })

  inShop('are changed in the row, and who was slower is told', async ({ shop, open }) => {
    const mug = await add(shop, { sku: 'MUG-01', name: 'Enamel mug', price: '12.5', cost: '4' })
    const page = await open('/products')
    await page.getByRole('button', { name: /^Price of Enamel mug/ }).click()
    await page.getByLabel('Price of Enamel mug', { exact: true }).fill('13.9')
    await page.keyboard.press('Enter')
    await page.getByText('Price of Enamel mug is €13.90 now').waitFor()
    expect(await stored(shop, mug)).toMatchObject({ price: '13.9' })

    await page.getByRole('button', { name: /^Cost of Enamel mug/ }).click()
    const cost = page.getByLabel('Cost of Enamel mug', { exact: true })
    await cost.fill('5')
    await shop.caller.get('PATCH', `/products/${mug.id}`, { cost: '4.5' })
    await cost.press('Enter')
    await page.getByText(/Somebody changed this product.*€4\.50/).waitFor()
    expect(await stored(shop, mug)).toMatchObject({ cost: '4.5' })
    await cost.press('Enter')
    await page.getByText('Cost of Enamel mug is €5.00 now').waitFor()
    expect(await stored(shop, mug)).toMatchObject({ cost: '5' })
  })

  inShop('are changed and deleted many at a time, and brought back', async ({ shop, open }) => {
    const mug = await add(shop, { sku: 'MUG-01', name: 'Enamel mug' })
    const jug = await add(shop, { sku: 'JUG-01', name: 'Jug' })
    await adjust(shop, jug.id, 3)
    const page = await open('/products')
    await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check()
    await page.getByRole('button', { name: 'Set reorder point' }).click()
    await page.getByLabel('Reorder point', { exact: true }).fill('8')
    await page.getByRole('button', { name: 'Change 2 products' }).click()
    await page.getByText('2 products changed').waitFor()
    expect(await stored(shop, mug)).toMatchObject({ reorderPoint: 8 })
    expect(await stored(shop, jug)).toMatchObject({ reorderPoint: 8 })

    // One has stock, so it stays; the other one goes, and comes back.
    await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const kept = page.getByRole('dialog', { name: '1 product was left as it is' })
    await kept.getByText('JUG-01').first().waitFor()
    await kept.getByRole('button', { name: 'Close' }).last().click()
    const gone = await shop.caller.send('GET', `/products/${mug.id}`)
    expect(gone.status).toBe(404)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('Taken back').waitFor()
    expect(await stored(shop, mug)).toMatchObject({ sku: 'MUG-01' })
  })

  inShop('are found by what the address says, and views keep it', async ({ shop, open }) => {
    await add(shop, { sku: 'MUG-01', name: 'Enamel mug', reorderPoint: 5 })
    const jug = await add(shop, { sku: 'JUG-01', name: 'Jug' })
    await adjust(shop, jug.id, 3)
    const page = await open('/products?status=out')
    await page.getByRole('row', { name: /Enamel mug/ }).waitFor()
    expect(await page.getByRole('row', { name: /Jug/ }).count()).toBe(0)
    await page.getByRole('searchbox').fill('mug')
    await page.waitForURL(/q=mug/)
    await page.getByRole('button', { name: 'Saved views' }).click()
    await page.getByRole('menuitem', { name: 'Save as a new view' }).click()
    await page.getByLabel('Name of the view').fill('Empty mugs')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Empty mugs' }).waitFor()
    await page.getByRole('button', { name: 'Clear all' }).click()
    await page.getByRole('row', { name: /Jug/ }).waitFor()
    await page.reload()
    await page.getByRole('tab', { name: 'Empty mugs' }).click()
    await page.getByRole('row', { name: /Enamel mug/ }).waitFor()
    await page.getByRole('row', { name: /Jug/ }).waitFor({ state: 'detached' })
  })

  inShop('give movements back, or say why not', async ({ shop, open }) => {
    const mug = await add(shop, { sku: 'MUG-01', name: 'Enamel mug' })
    await adjust(shop, mug.id, 10)
    const page = await open(`/products/${mug.id}`)
    await page.getByRole('button', { name: 'Sell' }).click()
    const sale = page.getByRole('dialog')
    await sale.getByLabel('Quantity').fill('11')
    await sale.getByRole('button', { name: 'Sell' }).click()
    await sale.getByText(/11 of MUG-01 asked for, 10 available/).waitFor()
    await sale.getByLabel('Quantity').fill('4')
    await sale.getByRole('button', { name: 'Sell' }).click()
    await page.getByText('4 pcs of Enamel mug sold').waitFor()
    expect(await stored(shop, mug)).toMatchObject({ onHand: 6 })

    await page.getByRole('tab', { name: 'Movements' }).click()
    await page.getByRole('button', { name: 'Take this movement back' }).last().click()
    await page.getByText(/10 of MUG-01 asked for, 6 available/).waitFor()
    expect(await stored(shop, mug)).toMatchObject({ onHand: 6 })
    await page.getByRole('button', { name: 'Take this movement back' }).first().click()
    await page.getByText('Movement taken back').waitFor()
    expect(await stored(shop, mug)).toMatchObject({ onHand: 10 })
  })
})
