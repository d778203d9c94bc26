import { describe, expect } from 'vitest'
import { mara } from '#shared/testing/people.ts'
import { inShop } from './in-shop.ts'

describe('signing in', () => {
  inShop('refuses a wrong password in words, and takes the right one', async ({ open }) => {
    const page = await open('/sign-in', { as: 'nobody' })
    await page.getByLabel('E-mail').fill(mara.email)
    await page.getByLabel('Password', { exact: true }).fill('not-the-password-of-mara')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: /wrong/i }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/sign-in')

    await page.getByLabel('Password', { exact: true }).fill(mara.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const cookies = await page.context().cookies()
    for (const cookie of cookies.filter(({ name }) => name.startsWith('stockroom_'))) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    }
    expect(await page.evaluate(() => document.cookie)).not.toContain('stockroom')
  })

  inShop('leads who is nobody to the sign-in, and then to where they wanted', async ({ open }) => {
    const page = await open('/?from=mail', { as: 'nobody' })
    await page.waitForURL(/\/sign-in\?next=/)
    await page.getByLabel('E-mail').fill(mara.email)
    await page.getByLabel('Password', { exact: true }).fill(mara.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('/?from=mail')
  })

  inShop('leads to no other site', async ({ shop, open }) => {
    const page = await open(`/sign-in?next=${encodeURIComponent('//elsewhere.example/')}`, {
      as: 'nobody',
    })
    await page.getByLabel('E-mail').fill(mara.email)
    await page.getByLabel('Password', { exact: true }).fill(mara.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(`${shop.url}/`)
  })

  inShop('goes on by itself when the short sign-in has run out', async ({ open }) => {
    const page = await open('/')
    await page.context().clearCookies({ name: 'stockroom_access' })
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
  })
})
