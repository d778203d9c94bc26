import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { inShop, type InShop } from '#web/testing/in-shop.ts'
import { settle } from '#web/testing/faults.ts'

const MUG = '4006381333931'

/** A product with a barcode, and so many of it in stock. */
async function stocked({ shop }: InShop, sku: string, barcode: string, quantity: number) {
  const product = { sku, barcode, name: `The ${sku}`, price: '12.5' }
  const { id } = await shop.caller.get<{ id: string }>('POST', '/products', product)
  await shop.caller.get('POST', '/inventory/adjust', { productId: id, quantity, reason: 'found' })
  return {
    id,
    left: async () => (await shop.caller.get<{ onHand: number }>('GET', `/inventory/${id}`)).onHand,
  }
}

/** Types as a scanner does. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 4 })
  await page.keyboard.press('Enter')
}

async function scanned(page: Page, name: string, quantity: string): Promise<void> {
  const field = page.getByLabel(`Quantity of ${name}`)
  await field.waitFor()
  await expect.poll(() => field.inputValue()).toBe(quantity)
}

describe('the till', () => {
  inShop('sells what a scanner reads, and takes the sale back', async (given) => {
    const mug = await stocked(given, 'MUG-01', MUG, 10)
    const clerk = await given.shop.person('clerk')
    const page = await given.open('/till', { as: clerk })
    await scan(page, MUG)
    await scanned(page, 'The MUG-01', '1')
    await page.waitForTimeout(450)
    await scan(page, MUG)
    await scanned(page, 'The MUG-01', '2')
    expect(await page.getByRole('combobox').first().inputValue()).toBe('')

    await page.keyboard.press('F9')
    await page.getByText('1 product sold').waitFor()
    expect(await mug.left()).toBe(8)

    await page.getByRole('button', { name: 'Undo the sale' }).click()
    await page.getByText('Scan the first product').waitFor()
    await expect.poll(() => mug.left()).toBe(10)
  })

  inShop('understands a scanner whole while the page is busy', async (given) => {
    await stocked(given, 'MUG-01', MUG, 10)
    const page = await given.open('/till')
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    for (const quantity of ['1', '2', '3']) {
      await scan(page, MUG)
      await scanned(page, 'The MUG-01', quantity)
      await page.waitForTimeout(450)
    }
    expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0)
  })

  inShop('counts a code once that the scanner reads twice', async (given) => {
    await stocked(given, 'MUG-01', MUG, 10)
    const page = await given.open('/till')
    await scan(page, MUG)
    await scan(page, MUG)
    await scanned(page, 'The MUG-01', '1')
  })

  inShop('finds a UPC-A that a scanner gives with a zero in front', async (given) => {
    await stocked(given, 'GUM-01', '036000291452', 5)
    const page = await given.open('/till')
    await scan(page, '0036000291452')
    await scanned(page, 'The GUM-01', '1')
  })

  inShop('refuses in words at the line when there is too little', async (given) => {
    const mug = await stocked(given, 'MUG-01', MUG, 3)
    const page = await given.open('/till')
    await page.getByRole('combobox').first().fill('5*MUG-01')
    await page.keyboard.press('Enter')
    await scanned(page, 'The MUG-01', '5')
    await page.keyboard.press('F9')
    await page.getByText('Only 3 pcs available.').waitFor()
    expect(await mug.left()).toBe(3)
    await page.getByRole('button', { name: 'Sell 3' }).click()
    await page.keyboard.press('F9')
    await page.getByText('1 product sold').waitFor()
    expect(await mug.left()).toBe(0)
  })

  inShop('puts a sale aside for the next customer, on a phone', async (given) => {
    await stocked(given, 'MUG-01', MUG, 3)
    const page = await given.open('/till', { phone: true })
    await page.getByRole('combobox').first().fill('the mug')
    await page.getByRole('option').first().tap()
    await scanned(page, 'The MUG-01', '1')
    await page.getByRole('button', { name: 'Hold' }).tap()
    await page.getByText('Scan the first product').waitFor()
    await page.reload()
    await page.getByRole('button', { name: '1 sale on hold' }).tap()
    await page.getByRole('button', { name: 'Go on' }).tap()
    await scanned(page, 'The MUG-01', '1')
  })
})

describe('the till without a connection', () => {
  inShop('opens, sells, and books once when the connection is back', async (given) => {
    const mug = await stocked(given, 'MUG-01', MUG, 10)
    const page = await given.open('/till')
    given.shop.faults.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/)
    await scan(page, MUG)
    await scanned(page, 'The MUG-01', '1')
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    await page.reload()
    await settle(page)

    await page.context().setOffline(true)
    await page.reload()
    await scanned(page, 'The MUG-01', '1')
    await page.waitForTimeout(450)
    await scan(page, MUG)
    await scanned(page, 'The MUG-01', '2')
    await page.keyboard.press('F9')
    await page.getByText('1 product waits to be booked').waitFor()
    await page.getByRole('button', { name: /1 waiting/ }).waitFor()
    expect(await mug.left()).toBe(10)

    await page.context().setOffline(false)
    await page.getByText('1 entry sent that waited').waitFor()
    expect(await mug.left()).toBe(8)
    await page.getByRole('button', { name: 'Undo the sale' }).click()
    await expect.poll(() => mug.left()).toBe(10)
  })

  inShop('goes on selling while the server is down, and asks it again later', async (given) => {
    const mug = await stocked(given, 'MUG-01', MUG, 10)
    const page = await given.open('/till')
    given.shop.faults.allow(/answer 50\d|status of 50\d|ERR_/)
    await scan(page, MUG)
    await scanned(page, 'The MUG-01', '1')
    await given.shop.stopApi()
    await page.keyboard.press('F9')
    await page.getByText('1 product waits to be booked').waitFor()
    await given.shop.startApi()
    await page.getByRole('button', { name: /1 waiting/ }).click()
    await page.getByRole('button', { name: /^Try Sale/ }).click()
    await page.getByText('1 entry sent that waited').waitFor()
    expect(await mug.left()).toBe(9)
  })

  inShop('shows what was refused, and lets it be discarded', async (given) => {
    const mug = await stocked(given, 'MUG-01', MUG, 1)
    const page = await given.open('/till')
    given.shop.faults.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/)
    await scan(page, MUG)
    await scanned(page, 'The MUG-01', '1')
    await page.context().setOffline(true)
    await page.keyboard.press('F9')
    await page.getByText('1 product waits to be booked').waitFor()
    await given.shop.caller.get('POST', '/inventory/sale', { sku: 'MUG-01', quantity: 1 })
    await page.context().setOffline(false)

    await page.getByRole('button', { name: /1 refused/ }).click()
    const list = page.getByRole('dialog', { name: 'Waiting to be sent' })
    await list.getByText(/1 of MUG-01 asked for, 0 available/).waitFor()
    await list.getByRole('button', { name: /^Discard Sale/ }).click()
    await page.getByRole('button', { name: 'Discard', exact: true }).last().click()
    await list.getByText('Nothing is waiting').waitFor()
    expect(await mug.left()).toBe(0)
  })
})
