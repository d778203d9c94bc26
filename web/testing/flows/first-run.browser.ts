import { generate } from 'otplib/functional'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { mara } from '#shared/testing/people.ts'
import { settle } from '#web/testing/faults.ts'
import { inShop } from '#web/testing/in-shop.ts'

interface PageOf<Item> {
  items: Item[]
}

async function listOf<Item>(page: Page, path: string): Promise<Item[]> {
  const response = await page.request.get(`/api${path}`)
  return ((await response.json()) as PageOf<Item>).items
}

/** The owner's account and the company; ends where the second factor is offered. */
async function beginCompany(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill(mara.name)
  await page.getByLabel('E-mail').fill(mara.email)
  await page.getByLabel('Password', { exact: true }).fill(mara.password)
  await page.getByRole('button', { name: 'Make my account' }).click()

  await page.waitForURL('/setup/company')
  await page.getByLabel('Name of the company').fill('Harbour Kitchen')
  await page.getByLabel('Currency').selectOption('CHF')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.waitForURL('/setup/security')
}

/** Adds a product that is found by its barcode and says that so many of it are there. */
async function addGoods(page: Page, barcode: string, quantity: string): Promise<void> {
  await page.goto(`/products/new?barcode=${barcode}`)
  await page.getByLabel('Name').fill('Enamel mug')
  await page.getByLabel('SKU').fill('MUG-01')
  await page.getByLabel('Price', { exact: true }).fill('12.50')
  await page.getByRole('button', { name: 'Add product' }).click()
  await page.getByRole('heading', { name: 'Enamel mug', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Adjust stock', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('There is').fill(quantity)
  await dialog.getByLabel('Reason').fill('what was on the shelf')
  await dialog.getByRole('button', { name: 'Adjust stock', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

describe('the first run', () => {
  inShop(
    'leads from nobody to the first sale at the till',
    async ({ open }) => {
      const page = await open('/setup', { as: 'nobody' })
      await beginCompany(page)
      await page.getByRole('link', { name: 'Later' }).click()
      await page.waitForURL('/setup/data')
      await page.getByRole('link', { name: 'Begin empty' }).click()
      await page.waitForURL('/setup/done')
      await addGoods(page, '4006381333931', '6')

      await page.goto('/till')
      await settle(page)
      await page.keyboard.type('4006381333931', { delay: 4 })
      await page.keyboard.press('Enter')
      await page.getByLabel('Quantity of Enamel mug').waitFor()
      await page.keyboard.press('F9')
      await page.getByText('1 product sold').waitFor()

      const sales = await listOf<{ quantity: number }>(page, '/inventory/movements?kind=sale')
      expect(sales).toMatchObject([{ quantity: -1, unitPrice: '12.5' }])
      const products = await listOf<{ onHand: number }>(page, '/products')
      expect(products).toMatchObject([{ sku: 'MUG-01', onHand: 5 }])
      const verified = await (await page.request.get('/api/inventory/verify')).json()
      expect(verified).toMatchObject({ ok: true })
    },
    { isNew: true, timeoutMs: 60_000 },
  )

  inShop(
    'goes from nobody to a company with a second factor and demo data',
    async ({ open }) => {
      const page = await open('/setup', { as: 'nobody' })
      await beginCompany(page)
      const settings = await (await page.request.get('/api/settings')).json()
      expect(settings).toMatchObject({
        companyName: 'Harbour Kitchen',
        currency: 'CHF',
        timeZone: 'Europe/Berlin',
      })

      await page.getByRole('button', { name: 'Set it up now' }).click()
      await page.getByText('Cannot scan?').click()
      const secret = await page.locator('details code').innerText()
      await page.getByLabel('Code of the app').fill(await generate({ secret }))
      await page.getByRole('button', { name: 'Turn it on' }).click()
      await page.getByLabel('I have kept these codes').check()
      await page.getByRole('button', { name: 'Continue' }).click()

      await page.waitForURL('/setup/data')
      await page.getByRole('button', { name: 'Fill with demo data' }).click()
      await page.waitForURL('/setup/done', { timeout: 60_000 })
      const products = await listOf<{ sku: string; name: string }>(page, '/products?limit=100')
      expect(products).toHaveLength(60)
      for (const { sku, name } of products) expect(`${sku} ${name}`).toMatch(/^DEMO-.*\(demo\)$/)
      const orders = await listOf<{ stage: string }>(page, '/orders')
      expect(new Set(orders.map(({ stage }) => stage)).size).toBe(8)
      expect(await listOf(page, '/inventory/movements?kind=sale&limit=100')).toHaveLength(55)
      const verified = await (await page.request.get('/api/inventory/verify')).json()
      expect(verified).toMatchObject({ ok: true })

      await page.getByRole('link', { name: 'Go to Today' }).click()
      await page.waitForURL('/')
    },
    { isNew: true, timeoutMs: 120_000 },
  )

  inShop(
    'makes nothing twice when the demo data is stopped and goes on',
    async ({ shop, open }) => {
      const page = await open('/setup/data')
      await page.getByRole('button', { name: 'Fill with demo data' }).click()
      await page.getByText('Adding products').waitFor()
      await page.getByRole('button', { name: 'Stop', exact: true }).click()
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.waitForURL('/setup/done', { timeout: 60_000 })
      const { items } = await shop.caller.get<PageOf<object>>('GET', '/suppliers')
      expect(items).toHaveLength(4)
    },
    { timeoutMs: 120_000 },
  )
})
