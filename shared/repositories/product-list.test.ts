import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../db/open-database.ts'
import { MAIN_LOCATION_ID } from '../domain/locations.ts'
import { newId } from '../ids.ts'
import { databases, freshDatabase } from '../testing/databases.ts'
import { findProducts, type ProductFilter, productsQuery } from './product-list.ts'
import { type Lead, type SearchPlan, searchPlan, type TermsPlan } from './product-search-plan.ts'
import { indexProducts } from './product-terms.ts'
import { insertProducts, type ProductRow } from './products.ts'

const COUNT = 12_000
/** The names from here on have the word `late`. */
const LATE = 1_500
const at = '2026-03-02T10:00:00.000Z'
const supplierId = newId('supplier')
const supplier = { id: supplierId, name: 'Acme', nameKey: 'acme', active: 1, version: 1 } as const

/**
 * `mug 00000 some` to `mug 11999 late`; five of twelve are some, every hundredth is rare, every second
 * has the supplier.
 */
const products = Array.from({ length: COUNT }, (_, n): ProductRow => {
  const number = String(n).padStart(5, '0')
  const words = [n % 12 < 5 && 'some', n >= LATE && 'late', n % 100 === 0 && 'rare']
  const name = ['mug', number, ...words.filter((word) => word !== false)].join(' ')
  const sku = `S${99_999 - n}`
  const amounts = { price: n, cost: 0, currency: 'EUR', reorderPoint: 5_000, reorderQuantity: 0 }
  const none = { barcode: null, description: null, categoryId: null, leadTimeDays: null }
  const unset = { maxStock: null, packSize: null, minimumOrder: null, deletedAt: null }
  const stamps = { version: 1, createdAt: at, updatedAt: at }
  const texts = { id: newId('product'), sku, skuKey: sku, name, nameKey: name, unit: 'pcs' }
  const owner = { supplierId: n % 2 === 0 ? supplierId : null, wholeUnits: 1 } as const
  return { ...texts, ...amounts, ...none, ...unset, ...stamps, ...owner }
})

/** The second half by name is low and lies at main; the first is out and was never anywhere. */
async function fill({ writer, kind }: OpenDatabase): Promise<void> {
  const stocked = products.slice(COUNT / 2)
  await writer.transaction().execute(async (tx) => {
    await tx
      .insertInto('supplier')
      .values({ ...supplier, createdAt: at, updatedAt: at })
      .execute()
    await insertProducts(tx, products)
    await indexProducts(tx, products)
    const from = stocked[0]?.nameKey ?? ''
    await tx.updateTable('product').set({ onHand: 1_000 }).where('nameKey', '>=', from).execute()
    const level = { locationId: MAIN_LOCATION_ID, onHand: 1_000, reserved: 0, sequence: 1 }
    for (let start = 0; start < stocked.length; start += 500) {
      const levels = stocked.slice(start, start + 500)
      await tx
        .insertInto('stockLevel')
        .values(levels.map(({ id }) => ({ productId: id, ...level })))
        .execute()
    }
  })
  if (kind === 'postgres') await sql`analyze`.execute(writer)
}

const filter: ProductFilter = { sort: 'name', limit: 100 }
const low = { status: 'low' } as const
const main = { locationId: MAIN_LOCATION_ID }
const terms = (differing: Partial<TermsPlan>): TermsPlan => {
  const usual = { by: 'terms', together: [], other: [], narrowed: false, firstPart: 1_000 } as const
  return { ...usual, ...differing }
}
const names = (rows: readonly { name: string }[]) => rows.map((row) => row.name)
/** Every nth name of the second half. */
const halfBy = (step: number) =>
  products.filter((_, n) => n >= COUNT / 2 && n % step === 0).map(({ name }) => name)

describe.each(databases)('the list of products on %s', (kind) => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await freshDatabase(kind)
    await fill(database)
  })
  afterAll(() => database.close())

  it.each<[string, SearchPlan]>([
    ['the terms', terms({ together: ['rare', 'mug'], narrowed: true })],
    ['the terms of one word', terms({ together: ['rare'], other: ['mug'], narrowed: true })],
    ...(
      [
        { by: 'word', value: 'rare' },
        { by: 'location', value: MAIN_LOCATION_ID },
        { by: 'stockStatus', value: 'low' },
        { by: 'supplierId', value: supplierId },
      ] as Lead[]
    ).map((lead): [string, SearchPlan] => [`the hits of ${lead.by}`, { by: 'hits', lead }]),
    ['a walk', { by: 'walk' }],
    ['a walk along the status', { by: 'walk', along: 'stockStatus' }],
    ['a walk along the supplier', { by: 'walk', along: 'supplierId' }],
  ])('gives the same by %s', async (_, plan) => {
    const all = { ...filter, ...low, ...main, supplierId, words: ['mug', 'rare'] }
    const rows = await productsQuery(database.db, all, plan).execute()
    expect(names(rows)).toEqual(halfBy(100))
    const out = await productsQuery(database.db, { ...all, status: 'out' }, plan).execute()
    expect(out).toEqual([])
  })

  it('goes on behind hits of a word that are of another status, or lie elsewhere', async () => {
    for (const narrowing of [low, main, { ...low, ...main }]) {
      const some = { ...filter, ...narrowing, words: ['mug'] }
      const plan = await searchPlan(database.db, some, true)
      expect(plan).toEqual(terms({ together: ['mug'], narrowed: true }))

      const first = await findProducts(database.db, some)
      const cursor = first.nextCursor ?? ''
      const second = await findProducts(database.db, { ...some, cursor })
      const back = await findProducts(database.db, { ...some, sort: '-name' })

      expect(names([...first.items, ...second.items])).toEqual(halfBy(1).slice(0, 200))
      expect(names(back.items)).toEqual(halfBy(1).toReversed().slice(0, 100))
    }
    const none = await findProducts(database.db, {
      ...filter,
      ...main,
      status: 'out',
      words: ['m'],
    })
    expect(none).toEqual({ items: [], nextCursor: null })
  })

  it.each<[string, Partial<ProductFilter>, boolean, SearchPlan]>([
    ['nothing', {}, true, { by: 'walk' }],
    ['a status by name', low, true, { by: 'walk', along: 'stockStatus' }],
    ['a common status by SKU', low, false, { by: 'walk' }],
    [
      'a rare status by SKU',
      { status: 'over' },
      false,
      { by: 'hits', lead: { by: 'stockStatus', value: 'over' } },
    ],
    [
      'a rare word and a status',
      { ...low, words: ['mug', 'rare'] },
      true,
      { by: 'hits', lead: { by: 'word', value: 'rare' } },
    ],
    [
      'words alone',
      { words: ['mug', 'rare'] },
      true,
      kind === 'sqlite'
        ? terms({ together: ['rare'], other: ['mug'], firstPart: 4_000 })
        : terms({ together: ['mug', 'rare'] }),
    ],
    [
      'a word of some and one of nearly all',
      { words: ['mug', 'some'] },
      true,
      kind === 'sqlite'
        ? terms({ together: ['some'], other: ['mug'] })
        : terms({ together: ['mug', 'some'] }),
    ],
    ['a common word alone', { words: ['late'] }, true, { by: 'glance' }],
    [
      'an unknown location',
      { ...low, locationId: 'loc_x' },
      true,
      { by: 'hits', lead: { by: 'location', value: 'loc_x' } },
    ],
    ['a location with much', main, true, { by: 'walk' }],
    ['a SKU', { ...low, skuKey: 'S1', words: ['mug'] }, true, { by: 'walk' }],
    ['deleted ones', { deleted: true, words: ['mug'] }, true, { by: 'walk' }],
  ])('plans for %s', async (_, narrowing, byName, plan) => {
    expect(await searchPlan(database.db, narrowing, byName)).toEqual(plan)
  })

  it('asks many hits of a word in parts whether they have a commoner one', async () => {
    const both = { ...filter, words: ['some', 'mug'] }
    const first = await findProducts(database.db, both)
    const second = await findProducts(database.db, { ...both, cursor: first.nextCursor ?? '' })
    const back = await findProducts(database.db, { ...both, sort: '-name' })

    const some = names(products.filter((_, n) => n % 12 < 5))
    expect(names([...first.items, ...second.items])).toEqual(some.slice(0, 200))
    expect(names(back.items)).toEqual(some.toReversed().slice(0, 100))
  })

  it('compares the hits of two words of which each has many', async () => {
    const both = { ...filter, words: ['late', 'mug'] }
    const plan = await searchPlan(database.db, both, true, { glanced: true })
    expect(plan).toEqual(terms({ together: ['late', 'mug'] }))
    const rows = await productsQuery(database.db, both, plan).execute()
    expect(names(rows)).toEqual(names(products.slice(LATE, LATE + 101)))

    const { items } = await findProducts(database.db, { ...filter, words: ['some', 'late'] })
    const some = names(products.filter((_, n) => n >= LATE && n % 12 < 5))
    expect(names(items)).toEqual(some.slice(0, 100))
  })

  it('looks further when a glance at the first names does not fill the page', async () => {
    const late = { ...filter, words: ['late'] }
    expect(await searchPlan(database.db, late, true)).toEqual({ by: 'glance' })
    expect(await searchPlan(database.db, late, true, { glanced: true })).toEqual(
      terms({ together: ['late'] }),
    )

    const first = await findProducts(database.db, late)
    const second = await findProducts(database.db, { ...late, cursor: first.nextCursor ?? '' })
    const back = await findProducts(database.db, { ...late, sort: '-name' })
    const beyond = await findProducts(database.db, {
      ...late,
      sort: '-name',
      words: ['late', '01500'],
    })

    expect(names([...first.items, ...second.items])).toEqual(
      names(products.slice(LATE, LATE + 200)),
    )
    expect(names(back.items)).toEqual(halfBy(1).toReversed().slice(0, 100))
    expect(names(beyond.items)).toEqual(['mug 01500 some late rare'])
  })

  it('sorts by the column asked for, whatever narrows it', async () => {
    const rare = { ...filter, words: ['rare'], ...main }
    for (const narrowing of [low, { supplierId }]) {
      const page = await findProducts(database.db, { ...rare, ...narrowing, sort: 'sku' })
      expect(names(page.items)).toEqual(halfBy(100).toReversed())
      const byPrice = await findProducts(database.db, { ...rare, ...narrowing, sort: '-price' })
      expect(names(byPrice.items)).toEqual(halfBy(100).toReversed())
    }
  })
})
