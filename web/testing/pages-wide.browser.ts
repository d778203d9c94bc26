import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { axeFindings } from './axe.ts'
import { fillDemoShop } from './demo/shop.ts'
import { settle } from './faults.ts'
import { ownStand } from './in-shop.ts'
import { addressOf, allLooks, findDemo } from './routes.ts'
import { Shop } from './shop.ts'

describe('every page on a wide screen', () => {
  const run = inject('web')
  let shop: Shop
  let demo: Awaited<ReturnType<typeof findDemo>>
  const contexts = new Map<string, BrowserContext>()

  beforeAll(async () => {
    const fill = (folder: string) => fillDemoShop(folder, run.owner.token)
    shop = await Shop.start(run, ownStand(), { fill })
    demo = await findDemo(shop.caller)
    for (const as of ['owner', 'nobody'] as const) contexts.set(as, await shop.browser({ as }))
  }, 120_000)
  afterAll(() => (shop as Shop | undefined)?.close())

  it.each(allLooks(false))('$name', async (look) => {
    const page = await contexts.get(look.as)?.newPage()
    if (!page) throw new Error(`no browser of ${look.as}`)
    await page.goto(addressOf(look, demo))
    await settle(page)
    expect.soft(await page.title()).toContain('Stockroom')
    expect.soft(await axeFindings(page), 'findings of axe, light').toEqual([])
    await turnDark(page)
    expect.soft(await axeFindings(page), 'findings of axe, dark').toEqual([])
    await page.close()
    expect.soft(shop.faults.take(), 'faults of the page').toEqual([])
  })
})

/** Turns a page dark and waits until it is painted so: before that, colours of both are found. */
async function turnDark(page: Page): Promise<void> {
  await page.evaluate(async () => {
    document.documentElement.dataset['theme'] = 'dark'
    const painted = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await painted()
    await painted()
  })
}
