import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { fillDemoShop } from './demo/shop.ts'
import { retailProducts } from './demo/retail.ts'
import { settle } from './faults.ts'
import { addressOf, allLooks, findDemo } from './routes.ts'
import { startRun } from './run.ts'
import { type OpenOptions, Shop, type ShopOptions } from './shop.ts'

// Every page as people see it: node web/testing/screenshots.ts [folder with the Online Retail data]
// SCREENSHOTS=products takes only those whose name contains it.

const root = join(import.meta.dirname, '../..')
const target = join(root, 'screenshots')

/** The ways in which each page is looked at, by the end of the file's name. */
const looks: Readonly<Record<string, OpenOptions>> = {
  wide: { theme: 'light' },
  phone: { theme: 'light', phone: true },
  dark: { theme: 'dark' },
  arabic: { theme: 'light', locale: 'ar' },
}

async function take(context: BrowserContext, path: string, file: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(path)
  await settle(page).catch(() => console.error(`${path} never came to rest`))
  await page.screenshot({ path: file })
  await page.close()
}

async function takeAll(shop: Shop, isNew: boolean, only: string): Promise<number> {
  const demo = isNew ? undefined : await findDemo(shop.caller)
  const contexts = new Map<string, BrowserContext>()
  let taken = 0
  for (const page of allLooks(isNew).filter(({ name }) => name.includes(only))) {
    const path = addressOf(page, demo)
    for (const [look, options] of Object.entries(looks)) {
      const key = `${page.as} ${look}`
      const context = contexts.get(key) ?? (await shop.browser({ ...options, as: page.as }))
      contexts.set(key, context)
      await take(context, path, join(target, `${page.name}-${look}.png`))
      taken += 1
    }
    for (const fault of shop.faults.take()) console.error(`${page.name}: ${fault}`)
  }
  return taken
}

async function main(folder: string | undefined, only: string): Promise<void> {
  if (folder !== undefined && !existsSync(join(folder, 'online-retail'))) {
    throw new Error(`there is no folder online-retail in ${folder}`)
  }
  if (only === '') rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const { run, stop } = await startRun(join(root, 'dist'), 1)
  try {
    const [stand] = run.stands
    if (!stand) throw new Error('no web server was started')
    const makeProducts = folder === undefined ? undefined : retailProducts(folder)
    const fill = (data: string) => fillDemoShop(data, run.owner.token, makeProducts)
    const shops: ShopOptions[] = [{ fill }, { isNew: true }]
    let taken = 0
    for (const options of shops) {
      const shop = await Shop.start(run, stand, options)
      taken += await takeAll(shop, options.isNew ?? false, only)
      await shop.close()
    }
    console.log(`${taken} screenshots in ${target}`)
  } finally {
    await stop()
  }
}

await main(process.argv[2], process.env['SCREENSHOTS'] ?? '')
process.exit()
