import { sql } from 'kysely'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { foldText, skuKey } from '#shared/domain/search.ts'
import { newId } from '#shared/ids.ts'
import { indexProducts } from '#shared/repositories/product-terms.ts'
import { insertProducts, type ProductRow } from '#shared/repositories/products.ts'

const materials =
  'red white blue vintage pink wooden metal glass paper ceramic large small mini set'
const things =
  'holder lantern bag box mug heart cake stand sign clock candle bunting frame bottle tin basket spoon garden kitchen bird star doll card ribbon drawer cushion lamp rack'
const rare = Array.from({ length: 2_000 }, (_, n) => `series${n.toString(36)}`)

/** A small deterministic generator (mulberry32), so that every run measures the same products. */
export function randomSource(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Products with names of four words: common ones, and one of 2,000 that few share. */
export function makeProducts(count: number): ProductRow[] {
  const random = randomSource(7)
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  const first = materials.split(' ')
  const second = things.split(' ')
  const at = new Date(0).toISOString()
  return Array.from({ length: count }, (_, n) => {
    const name = `${pick(first)} ${pick(second)} ${pick(second)} ${pick(rare)}`.toUpperCase()
    const sku = `${10_000 + n}${'ABCDE'.charAt(n % 6)}`
    return {
      id: newId('product'),
      sku,
      skuKey: skuKey(sku),
      barcode: `50${String(10_000_000_000 + n)}`,
      name,
      nameKey: foldText(name),
      description: null,
      categoryId: null,
      unit: 'pcs',
      wholeUnits: 1,
      price: Math.floor(random() * 1_000_000),
      cost: Math.floor(random() * 500_000),
      currency: 'GBP',
      reorderPoint: 10_000,
      reorderQuantity: 0,
      maxStock: null,
      packSize: null,
      minimumOrder: null,
      supplierId: null,
      leadTimeDays: null,
      version: 1,
      createdAt: at,
      updatedAt: at,
      deletedAt: null,
    }
  })
}

/** Fills a database; gives the ids. */
export async function seedProducts(database: OpenDatabase, count: number): Promise<string[]> {
  const products = makeProducts(count)
  const batch = 5_000
  for (let start = 0; start < count; start += batch) {
    const rows = products.slice(start, start + batch)
    await database.writer.transaction().execute(async (tx) => {
      await insertProducts(tx, rows)
      await indexProducts(tx, rows)
    })
  }
  // What autovacuum does on its own within a minute of such a load.
  if (database.kind === 'postgres') await sql`vacuum analyze`.execute(database.db)
  return products.map((product) => product.id)
}
