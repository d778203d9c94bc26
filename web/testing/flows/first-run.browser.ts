import { generate } from 'otplib/functional'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { mara } from '#shared/testing/people.ts'
import { inShop } from '#web/testing/in-shop.ts'

interface PageOf<Item> {
  items: Item[]
}

async function listOf<Item>(page: Page, path: string): Promise<Item[]> {
  const response = await page.request.get(`/api${path}`)
  return ((await response.json()) as PageOf<Item>).items
}

describe('the first run', () => {
  inShop(
    'goes from nobody to a company with a second factor and demo data',
    async ({ open }) => {
      const page = await open('/setup', { as: 'nobody' })
      await page.getByLabel('Your name').fill(mara.name)
      await page.getByLabel('E-mail').fill(mara.email)
      await page.getByLabel('Password', { exact: true }).fill(mara.password)
      await page.getByRole('button', { name: 'Make my account' }).click()

      await page.waitForURL('/setup/company')
      await page.getByLabel('Name of the company').fill('Harbour Kitchen')
      await page.getByLabel('Currency').selectOption('CHF')
      await page.getByRole('button', { name: 'Save and continue' }).click()
      await page.waitForURL('/setup/security')
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
