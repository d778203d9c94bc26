import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { axeFindings, sidewaysScrolls } from './axe.ts'
import { fillDemoShop } from './demo/shop.ts'
import { settle } from './faults.ts'
import { ownStand } from './in-shop.ts'
import { addressOf, allLooks, findDemo } from './routes.ts'
import { Shop } from './shop.ts'

describe('every page on a phone, in English and in Arabic', () => {
  const run = inject('web')
  let shop: Shop
  let demo: Awaited<ReturnType<typeof findDemo>>
  const contexts = new Map<string, BrowserContext>()

  beforeAll(async () => {
    const fill = (folder: string) => fillDemoShop(folder, run.owner.token)
    shop = await Shop.start(run, ownStand(), { fill })
    demo = await findDemo(shop.caller)
    for (const as of ['owner', 'nobody'] as const) {
      for (const locale of ['en', 'ar'] as const) {
        contexts.set(`${as} ${locale}`, await shop.browser({ as, phone: true, locale }))
      }
    }
  }, 120_000)
  afterAll(() => (shop as Shop | undefined)?.close())

  it.each(allLooks(false))('$name', async (look) => {
    for (const locale of ['en', 'ar'] as const) {
      const page = await contexts.get(`${look.as} ${locale}`)?.newPage()
      if (!page) throw new Error(`no browser of ${look.as}`)
      await page.goto(addressOf(look, demo))
      await settle(page)
      expect.soft(await sidewaysScrolls(page), `scrolls sideways, ${locale}`).toEqual([])
      if (locale === 'en') expect.soft(await axeFindings(page), 'findings of axe').toEqual([])
      await page.close()
      expect.soft(shop.faults.take(), `faults of the page, ${locale}`).toEqual([])
    }
  })
})
