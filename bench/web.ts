import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { databaseUrl, startRun } from '#web/testing/run.ts'
import { settle } from '#web/testing/faults.ts'
import { Shop } from '#web/testing/shop.ts'
import { openMigrated } from '../containers/api/database.ts'
import { quantile } from './load.ts'
import { atMost, printRows, type Row, told } from './report.ts'
import { seedProducts } from './seed.ts'

// The budgets of the pages, measured in a browser: node bench/web.ts

const PRODUCTS = Number(process.env['BENCH_PRODUCTS'] ?? 100_000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7)
const words = ['lantern', 'red heart', 'seriesz', 'vintage clock', '1500', 'wooden cake', 'mini']

/** A row of the table, not its head. */
const ROW = '[role=grid] [role=row][aria-rowindex]'

async function main(): Promise<void> {
  console.error('building the web')
  const { run, stop } = await startRun(join(import.meta.dirname, '../dist'), 1)
  const [stand] = run.stands
  if (!stand) throw new Error('no web server was started')
  console.error(`seeding ${PRODUCTS} products`)
  const shop = await Shop.start(run, stand, { fill: seed })
  try {
    const rows: Row[] = []
    for (const [name, path] of [
      ['today', '/'],
      ['products', '/products'],
    ] as const) {
      console.error(`first page: ${path}`)
      const first = await measureFirstPage(shop, path)
      rows.push(atMost(`first page interactive, ${name}, ms`, first.interactiveMs, 1_500))
      const weight = `JavaScript of the first page, ${name}, kB gzip`
      // People begin at Today; what the table adds comes when they go there.
      rows.push(path === '/' ? atMost(weight, first.scriptKb, 180) : told(weight, first.scriptKb))
    }
    const page = await shop.open('/products')
    await page.locator(ROW).first().waitFor()
    console.error('table pages')
    rows.push(atMost('table page turn, p50 ms', await measureTurns(page), 150))
    console.error('searches')
    rows.push(atMost('search result after the last key, p50 ms', await measureSearches(page), 200))
    printRows(rows)
    if (rows.some((row) => !row.ok)) process.exitCode = 1
  } finally {
    await shop.close()
    await stop()
  }
}

async function seed(folder: string): Promise<void> {
  const database = await openMigrated(databaseUrl(folder))
  await seedProducts(database, PRODUCTS)
  await database.close()
}

interface FirstPage {
  interactiveMs: number
  scriptKb: number
}

/**
 * A page in a browser that has never been here: how long until what it shows has come and the main
 * thread is free, which is when a key or a press is answered; and how much script came for it.
 */
async function measureFirstPage(shop: Shop, path: string): Promise<FirstPage> {
  const times: number[] = []
  let scriptKb = 0
  for (let round = 0; round < ROUNDS; round++) {
    const context = await shop.browser()
    const page = await context.newPage()
    await page.addInitScript(watchInteractive)
    await page.goto(path)
    await page.waitForFunction(() => 'interactiveAt' in globalThis)
    times.push(
      await page.evaluate(() => (globalThis as unknown as { interactiveAt: number }).interactiveAt),
    )
    await settle(page)
    // What is loaded ahead when the page is idle counts too.
    await page.waitForTimeout(1_000)
    scriptKb = Math.max(scriptKb, (await scriptBytes(page)) / 1_000)
    await context.close()
  }
  return { interactiveMs: median(times), scriptKb }
}

/** Runs in the page: notes when it first shows what it is about and answers within a frame or two. */
function watchInteractive(): void {
  const isShown = () =>
    document.querySelector('h1') !== null &&
    document.querySelector('main [aria-busy=true], main .skeleton, [role=status] .animate-spin') ===
      null &&
    (location.pathname !== '/products' ||
      document.querySelector('[role=grid] [role=row][aria-rowindex]') !== null)
  const check = () => {
    if (!isShown()) return void requestAnimationFrame(check)
    const asked = performance.now()
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      const isFree = performance.now() - asked < 50
      if (!isFree) requestAnimationFrame(check)
      else (globalThis as unknown as { interactiveAt: number }).interactiveAt = asked
    }
    channel.port2.postMessage(null)
  }
  requestAnimationFrame(check)
}

/** What the scripts of a page weigh, compressed and without the headers of the answers. */
function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  )
}

/** From the scroll to the end of what is loaded until the row behind it is drawn. */
async function measureTurns(page: Page): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS * 3; round++) {
    times.push(
      await page.evaluate(async () => {
        const grid = document.querySelector('[role=grid]')
        if (!grid) throw new Error('there is no grid')
        const last = () =>
          Math.max(
            ...[...grid.querySelectorAll('[role=row][aria-rowindex]')].map((row) =>
              Number(row.getAttribute('aria-rowindex')),
            ),
          )
        const before = grid.scrollHeight
        const start = performance.now()
        grid.scrollTop = grid.scrollHeight
        const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve))
        // First the last rows there are, then the page behind them.
        while (grid.scrollHeight === before && performance.now() - start < 5_000) await drawn()
        const target = last()
        grid.scrollTop += grid.clientHeight
        while (last() <= target && performance.now() - start < 5_000) await drawn()
        return performance.now() - start
      }),
    )
  }
  return median(times)
}

/** From the last key of a search until the table shows other rows, all of which match. */
async function measureSearches(page: Page): Promise<number> {
  const field = page.getByRole('searchbox').first()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const word = words[round % words.length] ?? ''
    await field.fill('')
    await settle(page)
    await field.pressSequentially(word.slice(0, -1), { delay: 60 })
    const result = page.evaluate(watchSearch, word)
    await field.press(word.slice(-1))
    times.push(await result)
  }
  return median(times)
}

/** Runs in the page: from the next key until each row shown has all the words. */
function watchSearch(search: string): Promise<number> {
  const wanted = search.toLowerCase().split(' ')
  return new Promise((resolve, reject) => {
    const onKey = () => {
      const start = performance.now()
      const check = () => {
        const rows = [
          ...document.querySelectorAll<HTMLElement>('[role=grid] [role=row][aria-rowindex]'),
        ]
        const isDone =
          rows.length > 0 &&
          rows.every((row) => wanted.every((word) => row.innerText.toLowerCase().includes(word)))
        // Rows may match before the last key was typed, so the answer to it must be there as well.
        const isAnswered = performance
          .getEntriesByType('resource')
          .some(
            (entry) =>
              entry.startTime >= start &&
              entry.name.includes('/api/products?') &&
              entry.name.includes('q='),
          )
        if (isDone && isAnswered) resolve(performance.now() - start)
        else if (performance.now() - start > 10_000) reject(new Error(`no result of ${search}`))
        else requestAnimationFrame(check)
      }
      requestAnimationFrame(check)
    }
    addEventListener('keydown', onKey, { once: true, capture: true })
  })
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

await main()
process.exit()
