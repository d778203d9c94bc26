import { describe, expect } from 'vitest'
import { inShop, type InShop } from '#web/testing/in-shop.ts'

async function stocked({ shop }: InShop, sku: string, quantity: number) {
  const product = { sku, name: `The ${sku}`, price: '12.5', cost: '4' }
  const { id } = await shop.caller.get<{ id: string }>('POST', '/products', product)
  await shop.caller.get('POST', '/inventory/adjust', { productId: id, quantity, reason: 'found' })
  return {
    id,
    stock: () =>
      shop.caller.get<{
        onHand: number
        available: number
        locations: { name: string; onHand: number }[]
      }>('GET', `/inventory/${id}`),
  }
}

describe('a stocktake', () => {
  inShop('is begun, counted by a clerk who sees nothing, recounted, posted', async (given) => {
    const mug = await stocked(given, 'MUG-01', 10)
    const pen = await stocked(given, 'PEN-02', 20)
    const page = await given.open('/stock/counts')
    await page.getByRole('button', { name: 'Begin a count' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Begin a count' }).click()
    await page.waitForURL(/\/stock\/counts\/cnt_/)

    const clerk = await given.shop.person('clerk')
    const counting = await given.open(new URL(page.url()).pathname, { as: clerk, phone: true })
    const amount = counting.getByLabel(/How many/)
    await counting.getByRole('form').getByText('The MUG-01').waitFor()
    expect(await counting.getByText(/Expected/).count()).toBe(0)
    await amount.fill('7')
    await amount.press('Enter')
    await counting.getByText('The MUG-01: 7 pcs written down').waitFor()
    await counting.getByRole('form').getByText('The PEN-02').waitFor()
    await amount.fill('20')
    await amount.press('Enter')
    await counting.getByText('All counted').waitFor()

    // The other browser was told by the server.
    await page.getByRole('tab', { name: /Differences/ }).click()
    await page.getByRole('button', { name: 'Recount The MUG-01' }).click()
    await page.getByLabel('Second count').fill('8')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('The MUG-01: 8 pcs written down').waitFor()
    await page.getByRole('button', { name: 'Post count' }).click()
    await dialog.getByRole('button', { name: 'Post count' }).click()
    await page.getByText('Count posted, 1 product set right').waitFor()
    expect((await mug.stock()).onHand).toBe(8)
    expect((await pen.stock()).onHand).toBe(20)
  })
})

describe('stock', () => {
  inShop('is moved to another location, and the movement is taken back', async (given) => {
    const mug = await stocked(given, 'MUG-01', 10)
    await given.shop.caller.get('POST', '/locations', { name: 'Shop' })
    const page = await given.open('/stock')
    await page.getByRole('button', { name: 'Move stock' }).click()
    await page.getByRole('combobox', { name: 'Which product' }).fill('mug')
    await page.getByRole('option', { name: /The MUG-01/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Quantity').fill('4')
    await dialog.getByRole('button', { name: 'Move stock' }).click()
    await dialog.waitFor({ state: 'detached' })
    const at = async (name: string) =>
      (await mug.stock()).locations.find((location) => location.name === name)?.onHand
    expect(await at('Shop')).toBe(4)

    await page.getByRole('tab', { name: 'Movements' }).click()
    await page.getByRole('button', { name: 'Take this movement back' }).first().click()
    await expect.poll(() => at('Shop')).toBe(0)
    await page.getByRole('img', { name: 'taken back' }).first().waitFor()
  })

  inShop('that is reserved is released', async (given) => {
    const mug = await stocked(given, 'MUG-01', 10)
    const order = { productId: mug.id, quantity: 4, reference: 'web 1042' }
    await given.shop.caller.get('POST', '/inventory/reservations', order)
    const page = await given.open('/stock/reservations')
    await page.getByText('web 1042').waitFor()
    await page.getByRole('button', { name: 'Release' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Release The MUG-01' }).click()
    await page.getByText('Nothing is reserved').waitFor()
    expect((await mug.stock()).available).toBe(10)
  })
})
