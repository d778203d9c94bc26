import { describe, expect } from 'vitest'
import { inShop } from '#web/testing/in-shop.ts'

interface PageOf<Item> {
  items: Item[]
}

describe('settings', () => {
  inShop('of the company are changed by owners, and read by all others', async ({ shop, open }) => {
    const page = await open('/settings/company')
    await page.getByLabel('Name of the company').fill('Harbour Kitchen & Sons')
    await page.getByLabel('Approval limit').fill('2,500.5')
    await page.getByLabel('Recipients').fill('store@shop.example')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Save the company' }).click()
    await page.getByText('Company saved').waitFor()
    expect(await shop.caller.get('GET', '/settings')).toMatchObject({
      companyName: 'Harbour Kitchen & Sons',
      approvalLimit: '2500.50',
      alertRecipients: ['store@shop.example'],
    })

    const clerk = await open('/settings/company', { as: await shop.person('clerk') })
    await clerk.getByText('Only owners change these').waitFor()
    expect(await clerk.getByRole('textbox').count()).toBe(0)
  })

  inShop('of people: invited, promoted, deactivated and back', async ({ shop, open }) => {
    const page = await open('/settings/people')
    await page.getByRole('button', { name: 'Add a person' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Ines Roth')
    await dialog.getByLabel('E-mail').fill('ines@shop.example')
    await dialog.getByLabel('Viewer').check()
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'Ines Roth' })
    await row.getByText('Invited').waitFor()

    await row.getByRole('button', { name: 'Actions for Ines Roth' }).click()
    await page.getByRole('menuitem', { name: 'Change' }).click()
    await dialog.getByLabel('Manager').check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row.getByText('Manager').waitFor()

    await row.getByRole('button', { name: 'Actions for Ines Roth' }).click()
    await page.getByRole('menuitem', { name: 'Deactivate' }).click()
    await dialog.getByRole('button', { name: 'Deactivate Ines Roth' }).click()
    await row.waitFor({ state: 'detached' })
    const { items } = await shop.caller.get<PageOf<{ name: string; role: string }>>(
      'GET',
      '/users?active=false',
    )
    expect(items).toMatchObject([{ name: 'Ines Roth', role: 'manager', active: false }])

    await page.getByRole('tab', { name: 'Inactive' }).click()
    await row.getByRole('button', { name: 'Actions for Ines Roth' }).click()
    await page.getByRole('menuitem', { name: 'Activate' }).click()
    await page.getByText('Ines Roth can sign in again').waitFor()
  })

  inShop(
    'make a token that is shown once and works until it is revoked',
    async ({ shop, open }) => {
      const page = await open('/settings/tokens')
      await page.getByRole('button', { name: 'New token' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name').fill('price board')
      await dialog.getByRole('button', { name: 'Make the token' }).click()
      await dialog.getByText('Choose at least one right').waitFor()
      await dialog.getByLabel('See products and prices').check()
      await dialog.getByRole('button', { name: 'Make the token' }).click()
      await page.getByText('Copy it now').waitFor()
      const token = await page.locator('main code').innerText()
      const ask = (path: string) =>
        fetch(`${shop.url}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
      expect((await ask('/products')).status).toBe(200)
      expect((await ask('/orders')).status).toBe(403)

      await page.reload()
      const row = page.getByRole('listitem').filter({ hasText: 'price board' })
      await row.waitFor()
      expect(await page.locator('main code').count()).toBe(0)
      await row.getByRole('button', { name: 'Revoke' }).click()
      await dialog.getByRole('button', { name: 'Revoke “price board”' }).click()
      await row.waitFor({ state: 'detached' })
      expect((await ask('/products')).status).toBe(401)
    },
  )

  inShop(
    'keep locations, and webhooks with a secret that is shown once',
    async ({ shop, open }) => {
      const page = await open('/settings/locations')
      await page.getByRole('button', { name: 'Add location' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name').fill('Back room')
      await dialog.getByRole('button', { name: 'Add location' }).click()
      const row = page.getByRole('listitem').filter({ hasText: 'Back room' })
      await row.getByRole('button', { name: 'Actions for Back room' }).click()
      await page.getByRole('menuitem', { name: 'Turn off' }).click()
      await row.getByText('Inactive').waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await row.getByText('Inactive').waitFor({ state: 'detached' })

      await page.goto('/settings/webhooks')
      await page.getByRole('button', { name: 'Add webhook' }).click()
      await dialog.getByLabel('Address').fill('http://localhost/hook')
      await dialog.getByRole('button', { name: 'Add webhook' }).click()
      await dialog.getByText('must').waitFor()
      await dialog.getByLabel('Address').fill('https://hooks.shop.example/stock')
      await dialog.getByRole('button', { name: 'Add webhook' }).click()
      await page.getByText('whsec_').waitFor()
      await page.getByRole('link', { name: 'https://hooks.shop.example/stock' }).click()
      await page.getByText('Nothing was sent yet').waitFor()
      await page.getByRole('button', { name: 'Send a test' }).click()
      await page.getByText('webhook.test').waitFor()
      const { items } = await shop.caller.get<PageOf<{ id: string }>>('GET', '/webhooks')
      const path = `/webhooks/${items[0]?.id ?? ''}/deliveries`
      expect((await shop.caller.get<PageOf<object>>('GET', path)).items).toHaveLength(1)
    },
  )

  inShop('show what a scanner types, and that its keyboard is another one', async ({ open }) => {
    const page = await open('/settings/devices')
    await page.getByLabel('What the scanner types').focus()
    await page.keyboard.type('Zy-/?_&01', { delay: 2 })
    await page.keyboard.press('Enter')
    await page.getByText('Y and Z are swapped').waitFor()
    await page.getByText('Ends with a key').waitFor()
    await page.keyboard.type('4006381333931', { delay: 2 })
    await page.keyboard.press('Enter')
    await page.getByText('The check digit is right').waitFor()
    expect(new URL(page.url()).pathname).toBe('/settings/devices')
  })

  inShop('end all sessions but this one, and say how many', async ({ shop, open }) => {
    shop.faults.allow(/401/)
    const clerk = await shop.person('clerk')
    await open('/', { as: clerk })
    await open('/', { as: clerk })
    const page = await open('/settings/account', { as: clerk })
    await page.getByRole('button', { name: 'End all others' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click()
    await page.getByText(/sessions? ended/).waitFor()
    const left: unknown = await (await page.request.get('/api/auth/sessions')).json()
    expect(left).toMatchObject({ items: [{ current: true }] })
  })
})
