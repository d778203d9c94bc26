import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Order } from '#shared/schemas/orders.ts'
import { axeFindings } from '#web/testing/axe.ts'
import { inShop, type InShop } from '#web/testing/in-shop.ts'

/** An order of one product from one supplier, in the stage that is asked for. */
async function anOrder({ shop }: InShop, stage = 'draft', terms = 'net 30 after receipt') {
  const { caller } = shop
  const supplier = await caller.get<{ id: string }>('POST', '/suppliers', {
    name: 'Porto Ceramics',
    terms,
  })
  const product = await caller.get<{ id: string }>('POST', '/products', {
    sku: 'MUG-1',
    name: 'Mug, blue',
  })
  const order = await caller.get<Order>('POST', '/orders', {
    supplierId: supplier.id,
    lines: [{ productId: product.id, quantity: 24, unitCost: '4.5' }],
  })
  return stage === 'draft' ? order : move(shop.caller, order.id, stage)
}

const move = (caller: InShop['shop']['caller'], id: string, stage: string) =>
  caller.get<Order>('POST', `/orders/${id}/transition`, { stage })

const read = ({ shop }: InShop, { id }: Pick<Order, 'id'>) =>
  shop.caller.get<Order>('GET', `/orders/${id}`)

/** Presses the next step of an order, and confirms it in its dialog. */
async function nextStep(
  page: Page,
  name: string,
  fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  await page.getByRole('region', { name: 'Next step' }).getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog')
  await fill?.(dialog)
  await dialog.getByRole('button', { name }).click()
  await dialog.waitFor({ state: 'detached' })
}

describe('orders', () => {
  inShop('are written with totals as one types, and say what is missing', async (given) => {
    await anOrder(given)
    const page = await given.open('/orders/new')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Choose the supplier.').waitFor()

    await page.getByRole('combobox', { name: 'Supplier' }).fill('porto')
    await page.getByRole('option', { name: /Porto Ceramics/ }).click()
    await page.getByRole('combobox', { name: 'Product' }).fill('mug')
    await page.getByRole('option', { name: /Mug, blue/ }).click()
    await page.getByLabel('Quantity').fill('10')
    await page.getByLabel('Unit cost').fill('9.50')
    await page.getByLabel('Discount').fill('2.5')
    await page.getByLabel(/^Shipping/).fill('8')
    await page.locator('output', { hasText: '100.63' }).waitFor()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.waitForURL(/\/orders\/ord_/)

    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    expect(await read(given, { id })).toMatchObject({
      stage: 'draft',
      subtotal: '92.63',
      total: '100.63',
      lines: [{ sku: 'MUG-1', quantity: 10 }],
    })
  })

  inShop('begin with the supplier and the line that a link names', async (given) => {
    const { caller } = given.shop
    const supplier = await caller.get<{ id: string }>('POST', '/suppliers', {
      name: 'Porto Ceramics',
      terms: 'net 30 after receipt',
    })
    const product = await caller.get<{ id: string }>('POST', '/products', {
      sku: 'MUG-1',
      name: 'Mug, blue',
      supplierId: supplier.id,
      cost: '4.5',
      reorderPoint: 10,
      reorderQuantity: 24,
    })
    const page = await given.open(`/orders/new?product=${product.id}`)
    await page.locator('output', { hasText: '108.00' }).first().waitFor()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.waitForURL(/\/orders\/ord_/)

    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    expect(await read(given, { id })).toMatchObject({
      supplierId: supplier.id,
      terms: 'net 30 after receipt',
      total: '108.00',
      lines: [{ sku: 'MUG-1', quantity: 24 }],
    })
  })

  inShop(
    'go through all ten stages, and a shut gate says what it asks for',
    async (given) => {
      given.shop.faults.allow(/409/)
      const order = await anOrder(given)
      const page = await given.open(`/orders/${order.id}`)
      await nextStep(page, 'Submit for approval')
      await nextStep(page, 'Approve')
      await nextStep(page, 'Mark as sent to supplier')
      await nextStep(page, 'Enter the confirmation')
      await nextStep(page, 'Mark as in production')
      await nextStep(page, 'Mark as shipped', (dialog) =>
        dialog.getByLabel(/Carrier/).fill('Maersk'),
      )
      await nextStep(page, 'Mark as at customs')
      expect(await read(given, order)).toMatchObject({ stage: 'customs', carrier: 'Maersk' })

      // Nothing came yet: on the board the order does not get past it.
      await page.goto('/orders?layout=board')
      const card = page.locator(`[data-order="${order.id}"]`)
      await card.getByRole('button', { name: /Move/ }).click()
      await page.getByRole('menuitem', { name: 'Received' }).click()
      await page.getByRole('dialog').getByText('24 × MUG-1').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await page
        .getByRole('region', { name: /^Customs, 1 order/ })
        .getByText(order.number)
        .waitFor()
      expect(await read(given, order)).toMatchObject({ stage: 'customs' })

      await given.shop.caller.get('POST', '/inventory/receive', { orderId: order.id })
      await page.goto(`/orders/${order.id}`)
      await nextStep(page, 'Complete the order', (dialog) =>
        dialog.getByLabel(/although something/).check(),
      )
      expect(await read(given, order)).toMatchObject({ stage: 'completed', unpaidWaived: true })
    },
    { timeoutMs: 120_000 },
  )

  inShop('are mailed to the supplier, and again when they were amended', async (given) => {
    const { caller } = given.shop
    const order = await anOrder(given, 'approved')
    const page = await given.open(`/orders/${order.id}`)
    const step = page.getByRole('region', { name: 'Next step' })
    const dialog = page.getByRole('dialog')
    await step.getByRole('button', { name: 'Send by mail' }).click()
    await dialog.getByRole('button', { name: 'Send by mail' }).click()
    await dialog.getByText('Enter the address of the supplier.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByLabel('To', { exact: true }).fill('ann@porto.example')
    await dialog.getByLabel(/^Message/).fill('Please pack it on pallets.')
    await dialog.getByRole('button', { name: 'Send by mail' }).click()
    await page.getByText('The mail to ann@porto.example is on its way.').waitFor()
    await page.getByText('Mailed to the supplier').waitFor()
    expect(await read(given, order)).toMatchObject({ stage: 'ordered', sentBy: 'mail' })
    // The job takes it at once, and the page looks again by itself; this shop has no mail server.
    await page.getByRole('definition').getByText('In a file', { exact: true }).waitFor()
    await page.getByText(/the mail to ann@porto.example is only a file/).waitFor()
    expect(await axeFindings(page)).toEqual([])

    await caller.get('PATCH', `/suppliers/${order.supplierId}`, { email: 'sales@porto.example' })
    const lines = [{ id: order.lines[0]?.id, quantity: 20 }]
    await caller.get('PATCH', `/orders/${order.id}`, { lines })
    await page.getByText('Amended').waitFor()
    await page.getByRole('button', { name: 'Document' }).click()
    await page.getByRole('menuitem', { name: 'Mail it again' }).click()
    const to = dialog.getByLabel('To', { exact: true })
    await expect.poll(() => to.inputValue()).toBe('sales@porto.example')
    await dialog.getByRole('button', { name: 'Mail it again' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(/the mail to sales@porto.example is only a file/).waitFor()
    const { items } = await caller.get<{ items: { text: string }[] }>('GET', '/mails')
    expect(items.map(({ text }) => text)).toEqual([
      expect.stringContaining('Version 2: it replaces the version sent before.'),
      expect.stringContaining('Please pack it on pallets.'),
    ])
  })

  inShop('are moved on the board by keyboard, and taken back with a reason', async (given) => {
    const order = await anOrder(given, 'ordered')
    const page = await given.open('/orders?layout=board')
    await page.getByRole('link', { name: order.number }).focus()
    await page.keyboard.press('Space')
    await page.getByText(`${order.number} is over Ordered.`).waitFor({ state: 'attached' })
    // Nobody presses the next key in the same moment, in which it would not be heard yet.
    await page.waitForTimeout(300)
    await page.keyboard.press('ArrowRight')
    await page.getByText(`${order.number} is over Confirmed.`).waitFor({ state: 'attached' })
    await page.keyboard.press('Space')
    await page.getByText(`${order.number} is now in “Confirmed”.`).waitFor()
    expect(await read(given, order)).toMatchObject({ stage: 'confirmed' })

    await page.getByRole('link', { name: order.number }).focus()
    await page.keyboard.press('m')
    await page.getByRole('menuitem', { name: 'Back to Ordered' }).click()
    await page.getByLabel('Reason').fill('confirmed by mistake')
    await page.getByRole('dialog').getByRole('button', { name: 'Back to Ordered' }).click()
    await page.getByText(`${order.number} is now in “Ordered”.`).waitFor()
    const history = await given.shop.caller.get<{ items: { note: string | null }[] }>(
      'GET',
      `/orders/${order.id}/history`,
    )
    expect(history.items.at(-1)?.note).toBe('confirmed by mistake')
  })

  inShop('are seen in a column that was being loaded when they came', async (given) => {
    const order = await anOrder(given, 'ordered')
    const page = await given.open('/orders?layout=board')
    // No news come, which would have it loaded once more.
    await page.route(/\/api\/events/, () => undefined)
    await page.reload()
    const [read, moved] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    // The column unfolds for the card, reads before the order has moved, and hears of it afterwards.
    const confirmed = /\/api\/orders\?.*stage=confirmed/
    await page.route(confirmed, async (route) => {
      await page.unroute(confirmed)
      const response = await route.fetch()
      read.resolve(undefined)
      await moved.promise
      await route.fulfill({ response }).catch(() => undefined)
    })
    await page.route(/\/transition$/, async (route) => {
      await read.promise
      await route.continue()
    })
    await page.getByRole('link', { name: order.number }).focus()
    await page.keyboard.press('m')
    await page.getByRole('menuitem', { name: 'Confirmed' }).click()
    await page.getByText(`${order.number} is now in “Confirmed”.`).waitFor()
    moved.resolve(undefined)

    const column = page.getByRole('region', { name: /^Confirmed/ })
    await column.getByRole('link', { name: order.number }).waitFor()
  })

  inShop('above the limit are approved by somebody else', async (given) => {
    await given.shop.caller.get('PATCH', '/settings', { approvalLimit: '50' })
    const order = await anOrder(given, 'pending_approval')
    const own = await given.open('/orders/approvals')
    await own.getByText(/Somebody else must approve it/).waitFor()
    expect(await own.getByRole('button', { name: /^Approve/ }).count()).toBe(0)

    const manager = await given.shop.person('manager')
    const page = await given.open('/orders/approvals', { as: manager })
    await page.getByLabel(/^Note/).fill('needed before the season')
    await page.getByRole('button', { name: `Approve ${order.number}` }).click()
    await page.getByText('Nothing waits for an approval').waitFor()
    expect(await read(given, order)).toMatchObject({ stage: 'approved' })
  })

  inShop('are suggested for what runs out, and made as chosen', async (given) => {
    const { caller } = given.shop
    const supplier = await caller.get<{ id: string }>('POST', '/suppliers', {
      name: 'Porto Ceramics',
    })
    for (const sku of ['JUG-1', 'JUG-2']) {
      await caller.get('POST', '/products', {
        sku,
        name: `Jug ${sku}`,
        cost: '3',
        supplierId: supplier.id,
        reorderPoint: 5,
        reorderQuantity: 12,
      })
    }
    const page = await given.open('/orders/suggestions')
    await page.getByRole('checkbox', { name: /Jug JUG-2/ }).uncheck()
    await page.getByRole('button', { name: 'Make one draft with 1 line' }).click()
    await page.getByText('One draft was made.').waitFor()
    const { items } = await caller.get<{ items: Order[] }>('GET', '/orders')
    const made = await read(given, items[0] ?? { id: '' })
    expect(made.lines).toMatchObject([{ sku: 'JUG-1', quantity: 12 }])
  })
})
