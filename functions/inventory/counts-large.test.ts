import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import type { Count } from '#shared/schemas/counts.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, adjust, expectSound, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const path = '/inventory/counts'
const PRODUCTS = 70

/** Every second product has four pieces at 0.335; the others were never there and cost 2.5. */
async function stock(t: TestApp): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < PRODUCTS; n++) {
    const { id } = await addProduct(t, { cost: '2.5' })
    if (n % 2 === 0) await adjust(t, { productId: id, change: 4, unitCost: '0.335' })
    ids.push(id)
  }
  return ids
}

const found = (n: number) => (n % 2 === 1 ? 2 : n % 4 === 0 ? 6 : 1)

describe.each(databases)('a count of many products on %s', (database) => {
  const open = () => testApp(app, { ...stockRights, database })

  it('is posted as a whole: what is more, what is less and what was never there', async () => {
    await using t = await open()
    const ids = await stock(t)
    const { id } = (await (await t.send('POST', path, { all: true })).json()) as Count
    const lines = ids.map((productId, n) => ({ productId, counted: found(n) }))
    const counted = await t.send('PATCH', `${path}/${id}/lines`, { lines })
    const res = await t.send('POST', `${path}/${id}/post`, {})

    expect(res.status).toBe(200)
    const levels = await t.db
      .selectFrom('stockLevel')
      .innerJoin('product', 'product.id', 'stockLevel.productId')
      .select(['productId', 'stockLevel.onHand', 'averageCost', 'stockLevel.sequence'])
      .where('locationId', '=', MAIN_LOCATION_ID)
      .orderBy('productId')
      .execute()
    expect(levels).toEqual(
      ids.map((productId, n) => ({
        productId,
        onHand: found(n) * 1_000,
        averageCost: n % 2 === 0 ? 3_350 : 25_000,
        sequence: n % 2 === 0 ? 2 : 1,
      })),
    )
    // 18 × 2 at 0.335 and 17 × 3 of it, each rounded by itself; 35 × 2 that were never there.
    const before = { lines: 70, gain: '12.06', loss: '-17.17', net: '-5.11', currency: 'EUR' }
    expect((await counted.json()).variance).toEqual(before)
    const posted = (await res.json()) as Count
    expect(posted.variance).toEqual({ ...before, gain: '187.06', net: '169.89' })
    expect(posted.lines.filter(({ movementId }) => movementId !== null)).toHaveLength(70)
    await expectSound(t)
  })

  it('adds up differences beyond every number exactly', async () => {
    await using t = await open()
    const gem = await addStocked(t, 1, { unitCost: '900000000.01' })
    const mug = await addStocked(t, 1, { unitCost: '0.005' })
    const { id } = (await (await t.send('POST', path, { all: true })).json()) as Count
    const lines = [
      { productId: gem.id, counted: '5000000' },
      { productId: mug.id, counted: 0 },
    ]

    const res = await t.send('PATCH', `${path}/${id}/lines`, { lines })

    expect((await res.json()).variance).toMatchObject({
      gain: '4499999100049999.99',
      loss: '-0.01',
      net: '4499999100049999.98',
    })
  })
})
