import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { inShop } from './in-shop.ts'

/** How bright the page is behind everything, from 0 to 255. */
function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? []
    ).map(Number)
    return (red + green + blue) / 3
  })
}

describe('the look', () => {
  inShop('is light or dark as chosen, whatever the system says', async ({ open }) => {
    const dark = await open('/', { theme: 'dark', browser: { colorScheme: 'light' } })
    expect(await brightness(dark)).toBeLessThan(60)
    const light = await open('/', { theme: 'light', browser: { colorScheme: 'dark' } })
    expect(await brightness(light)).toBeGreaterThan(200)
  })

  inShop('follows the system until somebody chooses', async ({ open }) => {
    expect(await brightness(await open('/', { browser: { colorScheme: 'dark' } }))).toBeLessThan(60)
    expect(
      await brightness(await open('/', { browser: { colorScheme: 'light' } })),
    ).toBeGreaterThan(200)
  })
})

describe('the language', () => {
  inShop('is German or Arabic as chosen, and Arabic runs from right to left', async ({ open }) => {
    const german = await open('/sign-in', { as: 'nobody', locale: 'de' })
    expect(await german.locator('html').getAttribute('lang')).toBe('de')
    expect(await german.locator('html').getAttribute('dir')).toBe('ltr')
    await german.getByRole('button', { name: 'Anmelden' }).waitFor()

    const arabic = await open('/', { locale: 'ar' })
    expect(await arabic.locator('html').getAttribute('dir')).toBe('rtl')
    const rail = await arabic.getByRole('navigation').first().boundingBox()
    expect(rail?.x, 'the rail is on the right').toBeGreaterThan(700)
  })

  inShop('is what the browser prefers until somebody chooses', async ({ open }) => {
    const page = await open('/sign-in', { as: 'nobody', browser: { locale: 'ar-EG' } })
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  })
})
