import { describe, expect } from 'vitest'
import { addDays, dayIn } from '#shared/domain/days.ts'
import type { Alert } from '#shared/schemas/alerts.ts'
import { inShop, type InShop } from '#web/testing/in-shop.ts'

/** Products that are low, and the alerts that the monitor raises for them. */
async function lowStock({ shop }: InShop, count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const { id } = await shop.caller.get<{ id: string }>('POST', '/products', {
      sku: `MUG-${number}`,
      name: `Mug ${number}`,
      reorderPoint: 10,
    })
    await shop.caller.get('POST', '/inventory/adjust', {
      productId: id,
      quantity: 4,
      reason: 'opening stock',
    })
  }
  await shop.caller.get('POST', '/monitor/run')
}

const states = async ({ shop }: InShop) => {
  const { items } = await shop.caller.get<{ items: Alert[] }>('GET', '/alerts')
  return Object.fromEntries(items.map(({ sku, state }) => [sku, state]))
}

describe('alerts', () => {
  inShop('are acknowledged in bulk', async (given) => {
    await lowStock(given, 3)
    const page = await given.open('/alerts')
    await page
      .getByText(/4 available, the reorder point is 10/)
      .first()
      .waitFor()
    await page.getByLabel('Select all rows that are loaded').check()
    await page.getByRole('toolbar').getByRole('button', { name: 'See to it' }).click()
    await page.getByText('Nothing needs attention').waitFor()
    expect(await states(given)).toEqual({
      'MUG-1': 'acknowledged',
      'MUG-2': 'acknowledged',
      'MUG-3': 'acknowledged',
    })
    await page.getByRole('tab', { name: 'Seen to 3' }).waitFor()
  })

  inShop('are put to sleep until a day', async (given) => {
    await lowStock(given, 1)
    const page = await given.open('/alerts')
    await page.getByRole('grid').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Snooze' }).click()
    const day = addDays(dayIn('UTC', new Date()), 12)
    await page.getByLabel('Comes back on').fill(day)
    await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click()
    await page.getByText('Nothing needs attention').waitFor()
    const { items } = await given.shop.caller.get<{ items: Alert[] }>('GET', '/alerts')
    expect(items).toMatchObject([{ state: 'snoozed', snoozedUntil: `${day}T00:00:00.000Z` }])
  })
})
