import { describe, expect } from 'vitest'
import { mara } from '#shared/testing/people.ts'
import { inShop } from './in-shop.ts'

describe('the first run', () => {
  inShop(
    'makes the first person the owner, who is signed in with it',
    async ({ shop, open }) => {
      const page = await open('/setup', { as: 'nobody' })
      await page.getByLabel('Your name', { exact: true }).fill(mara.name)
      await page.getByLabel('E-mail', { exact: true }).fill(mara.email)
      await page.getByLabel('Password', { exact: true }).fill('password1234')
      await page.locator('form [type=submit]').click()
      await page.getByText('This is guessed too easily').waitFor()

      await page.getByLabel('Password', { exact: true }).fill(mara.password)
      await page.locator('form [type=submit]').click()
      await page.waitForURL('/setup/company')

      const me = await page.request.get('/api/auth/me')
      expect(await me.json()).toMatchObject({ user: { email: mara.email }, role: 'owner' })
      const again = await shop.caller.send('POST', '/auth/setup', {
        ...mara,
        email: 'b@shop.example',
      })
      expect(again.status, 'nobody else becomes the first owner').toBe(409)
    },
    { isNew: true },
  )

  inShop(
    'leads there whoever comes while there is nobody',
    async ({ open }) => {
      const page = await open('/', { as: 'nobody' })
      await page.waitForURL('/setup')
    },
    { isNew: true },
  )

  inShop('is over once there is an owner', async ({ open }) => {
    const page = await open('/setup', { as: 'nobody' })
    expect(await page.locator('form').count()).toBe(0)
    await page.getByRole('link', { name: /sign-in/i }).click()
    await page.waitForURL(/\/sign-in/)
  })
})
