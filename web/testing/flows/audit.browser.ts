import { describe, expect } from 'vitest'
import { inShop } from '#web/testing/in-shop.ts'

describe('the audit log', () => {
  inShop('tells a change field by field, and proves itself', async ({ shop, open }) => {
    const { id } = await shop.caller.get<{ id: string }>('POST', '/suppliers', { name: 'Acme' })
    const changes = { leadTimeDays: 45, terms: 'net 30', email: 'sales@acme.example' }
    await shop.caller.get('PATCH', `/suppliers/${id}`, changes)
    const page = await open(`/audit?entity=supplier&id=${id}`)
    await page.getByText('changed supplier Acme').waitFor()
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(2)
    await page.getByRole('button', { name: 'Details' }).first().click()
    const row = page.getByRole('row', { name: /Lead time in days/ })
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['–', '45'])

    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByRole('dialog').getByText('Nothing was changed').waitFor()
  })

  inShop('is not for everybody', async ({ shop, open }) => {
    const page = await open('/audit', { as: await shop.person('clerk') })
    await page.getByText('You cannot see the audit log').waitFor()
  })

  inShop('stacks the two sides on a phone', async ({ shop, open }) => {
    const { id } = await shop.caller.get<{ id: string }>('POST', '/suppliers', { name: 'Acme' })
    await shop.caller.get('PATCH', `/suppliers/${id}`, { phone: '+49 30 1234' })
    const page = await open(`/audit?entity=supplier&action=UPDATE`, { phone: true })
    await page.getByRole('button', { name: 'Details' }).click()
    const sides = await page
      .locator('td')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top))
    expect(sides[0]).toBeLessThan(sides[1] ?? 0)
  })
})
