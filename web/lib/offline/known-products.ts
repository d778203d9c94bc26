import { type Item, pages } from '#client/pages.ts'
import { api } from '../api/client.ts'
import { codeForms } from '../scan/codes.ts'
import { offlineDatabase } from './database.ts'

type Product = Item<typeof api.products.$get>

/** What the till must know of a product to sell it without a connection. */
export type SoldProduct = Pick<
  Product,
  'id' | 'sku' | 'barcode' | 'name' | 'unit' | 'wholeUnits' | 'price' | 'currency'
>

export interface KnownProduct extends SoldProduct {
  /** Every code that means it, as they are looked for. */
  codes: string[]
}

const MOST = 2_000
const FRESH_MS = 6 * 3_600_000
const STAMP = 'stockroom-remembered-products-at'

export function soldProduct(product: SoldProduct): SoldProduct {
  const { id, sku, barcode, name, unit, wholeUnits, price, currency } = product
  return { id, sku, barcode, name, unit, wholeUnits, price, currency }
}

/** Keeps products on this device, for the time without a connection. */
export async function keepProducts(products: readonly SoldProduct[]): Promise<void> {
  const transaction = (await offlineDatabase()).transaction('products', 'readwrite')
  for (const product of products) {
    const codes = [product.sku.toLowerCase(), ...codeForms(product.barcode ?? '')]
    await transaction.store.put({ ...soldProduct(product), codes: [...new Set(codes)] })
  }
  await transaction.done
}

/** The product that a code means, of those on this device. */
export async function knownByCode(code: string): Promise<SoldProduct | undefined> {
  const database = await offlineDatabase()
  for (const form of [...codeForms(code), code.trim().toLowerCase()]) {
    const found = await database.getFromIndex('products', 'codes', form)
    if (found) return found
  }
  return undefined
}

/** Those whose name or SKU has every word that was typed. */
export async function knownByWords(typed: string, most: number): Promise<SoldProduct[]> {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const all = await (await offlineDatabase()).getAll('products')
  return all
    .filter(({ name, sku }) => words.every((word) => `${name} ${sku}`.toLowerCase().includes(word)))
    .slice(0, most)
}

/**
 * Keeps what was changed last of all products on this device: at most 2,000, every six hours. Those
 * that are sold are kept besides, so a large shop has what it sells.
 */
export async function refreshKnownProducts(): Promise<void> {
  if (Date.now() - Number(localStorage.getItem(STAMP) ?? 0) < FRESH_MS) return
  let kept = 0
  for await (const { items } of pages(api.products.$get, { query: { sort: '-updatedAt' } })) {
    await keepProducts(items)
    kept += items.length
    if (kept >= MOST) break
  }
  localStorage.setItem(STAMP, String(Date.now()))
}

/** Forgets them, for the next person at this device; what waits to be sent stays. */
export async function forgetKnownProducts(): Promise<void> {
  await (await offlineDatabase()).clear('products')
}
