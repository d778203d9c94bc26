import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { type OpenOptions, Shop, type ShopOptions } from './shop.ts'

const pictures = join(import.meta.dirname, '../../screenshots/failed')

export interface InShop {
  shop: Shop
  /** Opens a page in a browser of its own: `await open('/products', { phone: true })`. */
  open: (path: string, options?: OpenOptions) => Promise<Page>
}

type Body = (given: InShop) => Promise<void>

/**
 * A test in a browser, on a shop of its own. Whatever it does, no page may break the content policy,
 * leave the origin, or log an error; `shop.faults.allow` says what the test itself provokes.
 */
export function inShop(
  name: string,
  body: Body,
  options: ShopOptions & { timeoutMs?: number } = {},
): void {
  it(name, { timeout: options.timeoutMs ?? 60_000 }, async () => {
    const shop = await Shop.start(inject('web'), ownStand(), options)
    try {
      await body({ shop, open: (path, how) => shop.open(path, how) })
      expect(shop.faults.list(), 'faults of the pages').toEqual([])
    } catch (error) {
      await explain(error, name, shop)
      throw error
    } finally {
      await shop.close()
    }
  })
}

/** The stand of this thread: no two threads have the same. */
export function ownStand() {
  const { stands } = inject('web')
  const stand = stands[Number(process.env['VITEST_POOL_ID'] ?? 1) - 1]
  if (!stand) throw new Error('there are more threads than stands')
  return stand
}

/** Adds what the pages complained of, and keeps pictures of them. */
async function explain(error: unknown, name: string, shop: Shop): Promise<void> {
  const file = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
  for (const [index, page] of shop.pages().entries()) {
    await page.screenshot({ path: join(pictures, `${file}-${index}.png`) }).catch(() => undefined)
  }
  const faults = shop.faults.list()
  if (error instanceof Error && faults.length > 0)
    error.message += `\nfaults of the pages:\n${faults.join('\n')}`
}
