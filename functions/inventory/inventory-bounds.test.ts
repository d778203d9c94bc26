import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addStocked, adjust, expectSound, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

/** The largest quantity there is, 2^53 − 1 thousandths. */
const MOST = '9007199254740.991'
const reason = 'for the test'

const post = (t: TestApp, path: string, body: object) => t.send('POST', `/inventory/${path}`, body)

async function levels(t: TestApp): Promise<number[]> {
  const rows = await t.db.selectFrom('stockLevel').select('onHand').orderBy('onHand').execute()
  return rows.map(({ onHand }) => onHand)
}

async function set(t: TestApp, productId: string, fields: object): Promise<void> {
  const res = await t.send('PATCH', `/products/${productId}`, fields)
  expect(res.status).toBe(200)
}

describe.each(databases)('the most that can be on hand on %s', (database) => {
  const open = () => testApp(app, { ...stockRights, database })

  it('is counted to the last thousandth, and nothing more comes in anywhere', async () => {
    await using t = await open()
    const salt = await addStocked(t, 1, { sku: 'SALT' })
    const locationId = await addLocation(t, 'Shop')
    await adjust(t, { productId: salt.id, quantity: MOST })
    const productId = salt.id

    const answers = [
      await post(t, 'adjust', { productId, change: 0.001, reason }),
      await post(t, 'adjust', { productId, change: MOST, reason, locationId }),
      await post(t, 'return', { productId, quantity: 2 }),
    ]

    for (const res of answers) {
      expect(res.status).toBe(422)
      expect((await res.json()).errors).toEqual([
        {
          path: 'quantity',
          message: 'there would be more of SALT than can be counted',
          code: 'too_big',
        },
      ])
    }
    expect(await levels(t)).toEqual([Number.MAX_SAFE_INTEGER])
    const sold = await post(t, 'sale', { productId, quantity: MOST })
    expect(await sold.json()).toMatchObject({ level: { onHand: 0 } })
    await expectSound(t)
  })

  it('stays what can be counted when an undo leaves one expensive piece', async () => {
    await using t = await open()
    const { id: productId } = await addStocked(t, 1_000, { unitCost: '0', sku: 'GEM' })
    const found = { productId, change: 1_000, unitCost: '900000000000', reason }
    await post(t, 'adjust', found)
    const [first] = await t.db.selectFrom('stockMovement').select('id').orderBy('id').execute()
    await post(t, 'sale', { productId, quantity: 999.999 })

    const res = await post(t, `movements/${first?.id ?? ''}/reverse`, {})

    expect(res.status).toBe(422)
    expect(await res.json()).toMatchObject({
      errors: [{ message: 'GEM would cost more on average than can be counted' }],
    })
    expect(await levels(t)).toEqual([1_000_001])
    await expectSound(t)
  })
})

describe.each(databases)('a fraction of what is counted in whole units on %s', (database) => {
  const open = () => testApp(app, { ...stockRights, database })

  it('that was there before can go, and no other one can come', async () => {
    await using t = await open()
    const { id: productId } = await addStocked(t, 3.5, { sku: 'MUG' })
    const toLocationId = await addLocation(t, 'Shop')
    const { locationId: fromLocationId } = await t.db
      .selectFrom('stockLevel')
      .select('locationId')
      .executeTakeFirstOrThrow()
    await set(t, productId, { wholeUnits: true })
    const move = { productId, fromLocationId, toLocationId, quantity: 0.5 }

    const refused = [
      await post(t, 'adjust', { productId, change: 0.25, reason }),
      await post(t, 'transfer', move),
      await post(t, 'bulk-sale', {
        lines: [
          { productId, quantity: 1.25 },
          { productId, quantity: 1.25 },
        ],
      }),
    ]
    const whole = await post(t, 'sale', { productId, quantity: 1 })
    const right = await post(t, 'adjust', { productId, quantity: 2, reason })
    const late = await post(t, 'sale', { productId, quantity: 0.5 })

    for (const res of [...refused, late]) expect(res.status).toBe(422)
    expect([whole.status, right.status]).toEqual([201, 201])
    expect(await right.json()).toMatchObject({ movement: { quantity: -0.5 }, level: { onHand: 2 } })
    await expectSound(t)
  })

  it('can be counted away', async () => {
    await using t = await open()
    const { id: productId } = await addStocked(t, 3.5)
    await set(t, productId, { wholeUnits: true })
    const { id } = await (await post(t, 'counts', { productIds: [productId] })).json()
    const lines = [{ productId, counted: 4 }]
    expect((await t.send('PATCH', `/inventory/counts/${id}/lines`, { lines })).status).toBe(200)

    const res = await post(t, `counts/${id}/post`, {})

    expect(res.status).toBe(200)
    expect(await levels(t)).toEqual([4_000])
    await expectSound(t)
  })
})
