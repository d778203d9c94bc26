import { describe, expect } from 'vitest'
import type { Supplier } from '#shared/schemas/suppliers.ts'
import { inShop } from '#web/testing/in-shop.ts'

describe('suppliers', () => {
  inShop('are added, with what is wrong told at its field', async ({ shop, open }) => {
    await shop.caller.get('POST', '/suppliers', { name: 'Nordic Textile', code: 'NORD' })
    const page = await open('/suppliers')
    await page.getByRole('button', { name: 'Add supplier' }).click()
    const form = page.getByRole('dialog', { name: 'Add supplier' })
    await form.getByLabel('Name').fill('Porto Ceramics')
    await form.getByLabel('Code').fill('nord')
    await form.getByLabel('Payment terms').fill('30/70 before shipment')
    await form.getByText(/70%.*shipment waits for it/).waitFor()
    await form.getByRole('button', { name: 'Add supplier' }).click()
    await form.getByRole('alert').waitFor()
    await form.getByLabel('Code').fill('PORTO')
    await form.getByRole('button', { name: 'Add supplier' }).click()
    await page.getByRole('heading', { name: 'Porto Ceramics', level: 1 }).waitFor()

    const { items } = await shop.caller.get<{ items: Supplier[] }>('GET', '/suppliers?q=porto')
    expect(items).toMatchObject([
      { name: 'Porto Ceramics', code: 'PORTO', terms: '30/70 before shipment' },
    ])
  })

  inShop('have contacts, which come and go', async ({ shop, open }) => {
    const { id } = await shop.caller.get<{ id: string }>('POST', '/suppliers', { name: 'Acme' })
    const contacts = async () =>
      (await shop.caller.get<Supplier>('GET', `/suppliers/${id}`)).contacts
    const page = await open(`/suppliers/${id}`)
    await page.getByRole('button', { name: 'Add contact' }).click()
    const form = page.getByRole('dialog', { name: 'Add contact' })
    await form.getByLabel('Name').fill('Ann Lee')
    await form.getByLabel('E-mail').fill('no address')
    await form.getByRole('button', { name: 'Add contact' }).click()
    await form.locator('[aria-invalid=true]').waitFor()
    await form.getByLabel('E-mail').fill('ann@acme.example')
    await form.getByRole('button', { name: 'Add contact' }).click()
    await page.getByRole('link', { name: 'ann@acme.example' }).waitFor()
    expect(await contacts()).toMatchObject([{ name: 'Ann Lee', email: 'ann@acme.example' }])

    await page.getByRole('button', { name: 'Remove Ann Lee' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove Ann Lee' }).click()
    await page.getByText('Nobody is named here yet.').waitFor()
    expect(await contacts()).toEqual([])
  })
})
