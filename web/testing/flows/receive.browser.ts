import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Order } from '#shared/schemas/orders.ts'
import { inShop, type InShop } from '#web/testing/in-shop.ts'

/** An order of two products that is on its way. */
async function onItsWay({ shop }: InShop): Promise<Order> {
  const { caller } = shop
  const supplier = await caller.get<{ id: string }>('POST', '/suppliers', {
    name: 'Porto Ceramics',
  })
  const ids: string[] = []
  for (const sku of ['MUG-1', 'MUG-2']) {
    const { id } = await caller.get<{ id: string }>('POST', '/products', {
      sku,
      name: `Mug ${sku}`,
    })
    ids.push(id)
  }
  const { id } = await caller.get<{ id: string }>('POST', '/orders', {
    supplierId: supplier.id,
    lines: ids.map((productId) => ({ productId, quantity: 24, unitCost: '4.5' })),
  })
  return caller.get<Order>('POST', `/orders/${id}/transition`, { stage: 'ordered' })
}

const read = ({ shop }: InShop, { id }: Order) => shop.caller.get<Order>('GET', `/orders/${id}`)

async function book(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Check \d/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Receive \d/ })
    .click()
}

describe('receiving', () => {
  inShop('books a part in, sends a part back, and takes it back', async (given) => {
    const order = await onItsWay(given)
    const clerk = await given.shop.person('clerk')
    const page = await given.open('/receive', { phone: true, as: clerk })
    await page.getByText(order.number).click()
    const first = page.locator('[data-line]').first()
    await first.getByLabel('Came now').fill('10')
    await first.getByRole('button', { name: 'Some are rejected' }).click()
    await first.getByLabel('Rejected').fill('2')
    await first.getByText('Say why it is rejected.').waitFor()
    await first.getByLabel('Why').fill('Damaged')
    await book(page)
    await page.getByText('8 items are in stock').waitFor()
    expect((await read(given, order)).lines[0]).toMatchObject({
      receivedQuantity: 8,
      rejectedQuantity: 2,
      openQuantity: 16,
    })

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator('[data-line]').first().waitFor()
    expect((await read(given, order)).lines[0]).toMatchObject({
      receivedQuantity: 0,
      openQuantity: 24,
    })
  })

  inShop('says in words when more came than was ordered', async (given) => {
    const order = await onItsWay(given)
    const page = await given.open(`/receive/${order.id}`, { phone: true })
    const first = page.locator('[data-line]').first()
    await first.getByLabel('Came now').fill('25')
    await first.getByText(/More than the 24 open/).waitFor()
    expect(await page.getByRole('button', { name: /^Check \d/ }).isDisabled()).toBe(true)
  })

  inShop('moves the order on when all of it came', async (given) => {
    const order = await onItsWay(given)
    const page = await given.open(`/receive/${order.id}`, { phone: true })
    await page.getByRole('button', { name: 'All that is open' }).click()
    await book(page)
    await page.getByText(`${order.number} is now in “Received”.`).waitFor()
    expect(await read(given, order)).toMatchObject({ stage: 'received' })
  })

  inShop('waits for the connection, and counts once', async (given) => {
    given.shop.faults.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
    const order = await onItsWay(given)
    const page = await given.open(`/receive/${order.id}`, { phone: true })
    await page.locator('[data-line]').first().getByLabel('Came now').fill('3')
    await page.context().setOffline(true)
    await book(page)
    await page.getByText('It waits for the connection').waitFor()
    expect((await read(given, order)).lines[0]?.receivedQuantity).toBe(0)

    await page.context().setOffline(false)
    await expect
      .poll(async () => (await read(given, order)).lines[0]?.receivedQuantity, { timeout: 20_000 })
      .toBe(3)
  })
})
