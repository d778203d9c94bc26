import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import {
  addLocation,
  addProduct,
  addStocked,
  expectSound,
  stockRights,
} from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const unknownProduct = 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1'
const unknownPlace = 'loc_01JB2QK3V5X7Z9B1D3F5H7J9M1'

/** Sends a body and expects it to be refused with problems at these paths, and nothing written. */
async function expectRefused(t: TestApp, path: string, body: object, paths: string[]) {
  const before = await t.db.selectFrom('stockMovement').select('id').execute()
  const res = await t.send('POST', `/inventory/${path}`, body)
  expect(res.status).toBe(422)
  const { errors } = await res.json()
  expect(errors.map((issue: { path: string }) => issue.path)).toEqual(paths)
  expect(await t.db.selectFrom('stockMovement').select('id').execute()).toEqual(before)
}

describe('a sale', () => {
  it.each([
    ['of nothing named', { quantity: 1 }, ['productId']],
    ['named twice', { productId: unknownProduct, sku: 'A', quantity: 1 }, ['productId']],
    ['of an unknown product', { productId: unknownProduct, quantity: 1 }, ['productId']],
    ['of an unknown SKU', { sku: 'nobody', quantity: 1 }, ['sku']],
    ['of zero', { sku: 'MUG', quantity: 0 }, ['quantity']],
    ['of less than zero', { sku: 'MUG', quantity: -1 }, ['quantity']],
    ['of four decimals', { sku: 'MUG', quantity: 0.0001 }, ['quantity']],
    ['of too much for the database', { sku: 'MUG', quantity: 1e15 }, ['quantity']],
    ['of a word', { sku: 'MUG', quantity: 'many' }, ['quantity']],
    ['at an unknown place', { sku: 'MUG', quantity: 1, locationId: unknownPlace }, ['locationId']],
    ['at a negative price', { sku: 'MUG', quantity: 1, unitPrice: '-1' }, ['unitPrice']],
    ['with an unknown field', { sku: 'MUG', quantity: 1, discount: 5 }, ['discount']],
    [
      'with all of it wrong at once',
      { quantity: 'x', unitPrice: 'y', locationId: 'here' },
      ['locationId', 'quantity', 'unitPrice', 'productId'],
    ],
  ])('%s is refused', async (_, body, paths) => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 10, { sku: 'MUG' })

    await expectRefused(t, 'sale', body, paths)
  })

  it('of half a piece is refused where pieces are counted', async () => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 10, { sku: 'MUG', wholeUnits: true })
    await addStocked(t, 10, { sku: 'TEA', wholeUnits: false })

    await expectRefused(t, 'sale', { sku: 'MUG', quantity: 0.5 }, ['quantity'])
    const lines = [
      { sku: 'TEA', quantity: 0.5 },
      { sku: 'MUG', quantity: 1.5 },
    ]
    await expectRefused(t, 'bulk-sale', { lines }, ['lines.1.quantity'])
    const tea = await t.send('POST', '/inventory/sale', { sku: 'TEA', quantity: 0.125 })
    expect((await tea.json()).level.onHand).toBe(9.875)
    await expectSound(t)
  })

  it('of a deleted product is refused, and at a place that is not active', async () => {
    await using t = await testApp(app, stockRights)
    const gone = await addProduct(t)
    const here = await addStocked(t, 5)
    await t.send('DELETE', `/products/${gone.id}`)
    const shop = await addLocation(t, 'Shop')
    const { version } = await (await t.send('GET', `/locations/${shop}`)).json()
    await t.send('PATCH', `/locations/${shop}`, { active: false, version })

    await expectRefused(t, 'sale', { productId: gone.id, quantity: 1 }, ['productId'])
    const sale = { productId: here.id, quantity: 1, locationId: shop }
    await expectRefused(t, 'sale', sale, ['locationId'])
  })

  it('of a product that was never anywhere says that there is none', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addProduct(t, { sku: 'MUG' })

    const res = await t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 1 })

    expect(res.status).toBe(400)
    expect(await res.json()).toMatchObject({ available: 0, locationId: MAIN_LOCATION_ID })
  })
})

describe('a bulk sale', () => {
  it.each([
    ['of no line', { lines: [] }, ['lines']],
    [
      'of 1,001 lines',
      { lines: Array.from({ length: 1_001 }, () => ({ sku: 'MUG', quantity: 1 })) },
      ['lines'],
    ],
    [
      'with unknown products',
      {
        lines: [
          { sku: 'MUG', quantity: 1 },
          { sku: 'NO', quantity: 1 },
          { sku: 'NEVER', quantity: 1 },
        ],
      },
      ['lines.1.sku', 'lines.2.sku'],
    ],
    [
      'with unknown ids',
      {
        lines: [
          { productId: unknownProduct, quantity: 1 },
          { sku: 'MUG', quantity: 1 },
          { productId: unknownProduct, quantity: 2 },
        ],
      },
      ['lines.0.productId', 'lines.2.productId'],
    ],
  ])('%s is refused', async (_, body, paths) => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 10, { sku: 'MUG' })

    await expectRefused(t, 'bulk-sale', body, paths)
  })
})

describe('an adjustment', () => {
  it.each([
    ['of neither change nor quantity', { sku: 'MUG', reason: 'x' }, ['change']],
    ['of both', { sku: 'MUG', change: 1, quantity: 1, reason: 'x' }, ['change']],
    ['with no reason', { sku: 'MUG', change: 1 }, ['reason']],
    ['with an empty reason', { sku: 'MUG', change: 1, reason: ' ' }, ['reason']],
    ['to less than nothing', { sku: 'MUG', quantity: -1, reason: 'x' }, ['quantity']],
    ['of nothing at all', {}, ['reason', 'productId', 'change']],
  ])('%s is refused', async (_, body, paths) => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 10, { sku: 'MUG' })

    await expectRefused(t, 'adjust', body, paths)
  })

  it('to nothing is refused where product or place are unknown', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addProduct(t)
    const gone = await addProduct(t)
    await t.send('DELETE', `/products/${gone.id}`)
    const nothing = { quantity: 0, reason: 'x' }

    await expectRefused(t, 'adjust', { ...nothing, productId: unknownProduct }, ['productId'])
    await expectRefused(t, 'adjust', { ...nothing, productId: gone.id }, ['productId'])
    const place = { productId: mug.id, locationId: unknownPlace }
    await expectRefused(t, 'adjust', { ...nothing, ...place }, ['locationId'])
    const known = await t.send('POST', '/inventory/adjust', { ...nothing, productId: mug.id })
    expect(known.status).toBe(409)
  })

  it('takes its first cost from the product, when that is in the company’s currency', async () => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 1, { cost: '4.2' })
    await addStocked(t, 1, { cost: '4.2', currency: 'JPY' })

    const rows = await t.db.selectFrom('product').select('averageCost').orderBy('id').execute()

    expect(rows.map(({ averageCost }) => averageCost)).toEqual([42_000, 0])
  })
})

describe('a transfer', () => {
  it('to the same place, or from nowhere, is refused', async () => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 10, { sku: 'MUG' })
    const move = (fromLocationId: string, toLocationId: string) => ({
      sku: 'MUG',
      quantity: 1,
      fromLocationId,
      toLocationId,
    })

    await expectRefused(t, 'transfer', move(MAIN_LOCATION_ID, MAIN_LOCATION_ID), ['toLocationId'])
    await expectRefused(t, 'transfer', move(MAIN_LOCATION_ID, unknownPlace), ['toLocationId'])
    await expectRefused(t, 'transfer', move(unknownPlace, MAIN_LOCATION_ID), ['fromLocationId'])
  })

  it('of an unknown product, or of half a piece, names that once', async () => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 10, { sku: 'MUG', wholeUnits: true })
    const places = { fromLocationId: MAIN_LOCATION_ID, toLocationId: await addLocation(t, 'Shop') }

    const unknown = { ...places, productId: unknownProduct, quantity: 1 }
    await expectRefused(t, 'transfer', unknown, ['productId'])
    await expectRefused(t, 'transfer', { ...places, sku: 'MUG', quantity: 0.5 }, ['quantity'])
  })
})

describe('a return', () => {
  it('of what was not sold is refused', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 10)
    const [found] = (await (await t.send('GET', '/inventory/movements')).json()).items

    await expectRefused(t, 'return', { movementId: found.id, quantity: 1 }, ['movementId'])
    const res = await t.send('POST', '/inventory/return', { productId: mug.id, quantity: 2 })
    expect(res.status).toBe(201)
    expect((await res.json()).level.onHand).toBe(12)
    await expectSound(t)
  })

  it('that names another product than the sale is refused, by id and by SKU', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 10)
    const other = await addProduct(t)
    const sold = await t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 1 })
    const back = { movementId: (await sold.json()).movement.id, quantity: 1 }

    await expectRefused(t, 'return', { ...back, productId: other.id }, ['productId'])
    await expectRefused(t, 'return', { ...back, sku: other.sku }, ['sku'])
    const res = await t.send('POST', '/inventory/return', { ...back, sku: mug.sku })
    expect(res.status).toBe(201)
  })
})

describe('a return of a sale', () => {
  it('must name the product of the sale, if any', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 10, { sku: 'MUG' })
    await addStocked(t, 10, { sku: 'TEA' })
    const sale = await t.send('POST', '/inventory/sale', { sku: 'MUG', quantity: 2 })
    const movementId = (await sale.json()).movement.id
    const back = { movementId, quantity: 1 }

    await expectRefused(t, 'return', { ...back, sku: 'TEA' }, ['sku'])
    await expectRefused(t, 'return', { ...back, sku: 'nobody' }, ['sku'])
    await expectRefused(t, 'return', { ...back, productId: unknownProduct }, ['productId'])
    const both = { ...back, sku: 'MUG', productId: mug.id }
    await expectRefused(t, 'return', both, ['productId'])
    expect((await t.send('POST', '/inventory/return', { ...back, sku: 'mug' })).status).toBe(201)
  })
})

describe('the proof', () => {
  it.each([
    ['a level', 'stockLevel', { onHand: 4_000 }, 'on hand is 4, its movements add up to 5'],
    [
      'a total',
      'product',
      { onHand: 4_000 },
      'on hand over all locations is 4, its levels add up to 5',
    ],
    ['a movement', 'stockMovement', { quantity: 6_000 }, 'on hand is 5, its movements add up to 6'],
    [
      'a balance',
      'stockMovement',
      { balanceAfter: 7_000 },
      'on hand is 5, its last movement left 7',
    ],
    ['a number', 'stockLevel', { sequence: 2 }, '2 movements are counted, 1 are there'],
  ] as const)('names %s that was changed behind the ledger’s back', async (_, table, set, what) => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 3)
    const mug = await addStocked(t, 5)
    await t.seed(async (tx) => {
      const column = table === 'product' ? 'id' : 'productId'
      await tx
        .updateTable(table)
        .set(set)
        .where(column as 'id', '=', mug.id)
        .execute()
    })

    const report = await (await t.send('GET', '/inventory/verify')).json()

    expect(report.ok).toBe(false)
    const words = report.problems.map((problem: { what: string }) => problem.what)
    expect(words.join('; ')).toContain(what)
    expect(report.problems[0].productId).toBe(mug.id)
  })
})
