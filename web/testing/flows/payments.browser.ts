import { describe, expect } from 'vitest'
import { addDays, dayIn } from '#shared/domain/days.ts'
import type { Payment } from '#shared/schemas/payments.ts'
import { inShop, type InShop } from '#web/testing/in-shop.ts'

const today = () => dayIn('UTC', new Date())

async function supplier({ shop }: InShop): Promise<string> {
  const { id } = await shop.caller.get<{ id: string }>('POST', '/suppliers', {
    name: 'Porto Ceramics',
    currency: 'EUR',
  })
  return id
}

async function payment(given: InShop, fields: object): Promise<Payment> {
  const supplierId = await supplier(given)
  const body = { supplierId, type: 'freight', amount: '480', currency: 'EUR', ...fields }
  return given.shop.caller.get<Payment>('POST', '/payments', body)
}

describe('payments', () => {
  inShop('are recorded, approved and marked as paid', async (given) => {
    await supplier(given)
    const page = await given.open('/payments?view=list')
    await page.getByRole('button', { name: 'Record a payment' }).click()
    const form = page.getByRole('dialog', { name: 'Record a payment' })
    await form.getByRole('button', { name: 'Record a payment' }).click()
    await form.getByText('Enter an amount, such as 480.00').waitFor()

    await form.getByLabel('A supplier, without an order').check()
    await form.getByRole('combobox', { name: 'Supplier' }).fill('porto')
    await page.getByRole('option', { name: /Porto Ceramics/ }).click()
    await form.getByLabel('Type').selectOption('freight')
    await form.getByLabel('Amount').fill('480.50')
    await form.getByLabel('Due on').fill(addDays(today(), 3))
    await form.getByRole('button', { name: 'Record a payment' }).click()

    const panel = page.getByRole('dialog', { name: 'Freight' })
    await panel.getByRole('button', { name: 'Approve' }).click()
    await panel.getByText('Approved', { exact: true }).first().waitFor()
    await panel.getByRole('button', { name: 'Mark as paid' }).click()
    await panel.getByRole('button', { name: 'Confirm as paid' }).click()
    await panel.getByText('A paid payment stays as it is').waitFor()

    const { items } = await given.shop.caller.get<{ items: Payment[] }>('GET', '/payments')
    expect(items).toMatchObject([
      { type: 'freight', status: 'paid', amount: '480.50', currency: 'EUR', paidOn: today() },
    ])
  })

  inShop('go back to planned when the approval is undone', async (given) => {
    const { id } = await payment(given, {})
    const page = await given.open(`/payments?payment=${id}`)
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back').waitFor()
    expect(await given.shop.caller.get('GET', `/payments/${id}`)).toMatchObject({
      status: 'planned',
    })
  })

  inShop('are taken back by a refund, which cannot be more than was paid', async (given) => {
    const { id } = await payment(given, { status: 'paid' })
    const page = await given.open(`/payments?payment=${id}`)
    await page.getByRole('button', { name: 'Record a refund' }).click()
    await page.getByLabel('Amount').fill('481')
    await page.locator('form [type=submit]').click()
    await page.getByText(/is more than the payment that it refunds/).waitFor()
    await page.getByLabel('Amount').fill('480')
    await page.locator('form [type=submit]').click()
    await page.getByRole('dialog', { name: 'Refund' }).waitFor()
    expect(await given.shop.caller.get('GET', `/payments/${id}`)).toMatchObject({
      status: 'refunded',
      refundedAmount: '480.00',
    })
  })

  inShop('are found in the calendar with the keyboard alone', async (given) => {
    const day = addDays(today(), 1)
    await payment(given, { dueOn: day })
    const page = await given.open('/payments')
    await page.locator(`[data-day="${today()}"]`).focus()
    await page.keyboard.press('ArrowRight')
    await page.locator(`[data-day="${day}"]:focus`).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Porto Ceramics.*€480\.00/s }).waitFor()
    expect(new URL(page.url()).searchParams.get('day')).toBe(day)
    await page.keyboard.press('PageDown')
    await page.waitForURL(/month=/)
  })

  inShop('are a list of days on a phone, and nobody changes them who may not', async (given) => {
    await payment(given, { dueOn: today() })
    const as = await given.shop.person('viewer')
    const page = await given.open('/payments', { phone: true, as })
    await page.getByRole('button', { name: /Porto Ceramics.*€480\.00/s }).click()
    await page.getByText('You can look at payments, not change them.').waitFor()
    expect(await page.getByRole('button', { name: 'Record a payment' }).count()).toBe(0)
    expect(await page.getByRole('grid').count()).toBe(0)
  })
})
