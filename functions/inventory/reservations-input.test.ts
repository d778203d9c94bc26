import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { newId } from '#shared/ids.ts'
import { addLocation, addProduct, addStocked, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const path = '/inventory/reservations'
const unknown = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

async function issues(res: Response): Promise<[string, string][]> {
  expect(res.status).toBe(422)
  const { errors } = await res.json()
  return errors.map((error: { path: string; code: string }) => [error.path, error.code])
}

async function quantities(t: TestApp, query: string): Promise<number[]> {
  const res = await t.send('GET', `${path}${query}`)
  expect(res.status).toBe(200)
  return (await res.json()).items.map((item: { quantity: number }) => item.quantity)
}

describe('a reservation', () => {
  it.each([
    ['no product', { quantity: 1 }, ['productId']],
    ['both names', { productId: newId('product'), sku: 'A', quantity: 1 }, ['productId']],
    ['nothing', { sku: 'A', quantity: 0 }, ['quantity']],
    ['less than nothing', { sku: 'A', quantity: -1 }, ['quantity', 'quantity']],
    ['a ten-thousandth', { sku: 'A', quantity: 0.0001 }, ['quantity']],
    ['an unknown field', { sku: 'A', quantity: 1, state: 'sold' }, ['state']],
    ['a NUL', { sku: 'A', quantity: 1, reference: 'a\u0000' }, ['reference']],
    [
      'three wrong things',
      { sku: 1, quantity: 'x', locationId: 'main' },
      ['sku', 'quantity', 'locationId'],
    ],
  ])('is refused with %s', async (_, body, paths) => {
    await using t = await testApp(app, stockRights)
    const found = await issues(await t.send('POST', path, body))
    expect(found.map(([at]) => at).toSorted()).toEqual(paths.toSorted())
    expect(await t.auditActions()).toEqual([])
  })

  it('is refused for what is not there, and for a part of a whole', async () => {
    await using t = await testApp(app, stockRights)
    const whole = await addStocked(t, 5, { wholeUnits: true })
    const deleted = await addProduct(t)
    await t.send('DELETE', `/products/${deleted.id}`)
    const shop = await addLocation(t, 'Shop')
    await t.send('PATCH', `/locations/${shop}`, { active: false })
    const productId = whole.id

    const ask = async (body: object) => issues(await t.send('POST', path, body))
    expect(await ask({ productId: `prd_${unknown}`, quantity: 1 })).toEqual([
      ['productId', 'unknown'],
    ])
    expect(await ask({ productId: deleted.id, quantity: 1 })).toEqual([['productId', 'unknown']])
    expect(await ask({ sku: 'NONE', quantity: 1 })).toEqual([['sku', 'unknown']])
    expect(await ask({ productId, quantity: 1, locationId: shop })).toEqual([
      ['locationId', 'unknown'],
    ])
    expect(await ask({ productId, quantity: 1.5 })).toEqual([['quantity', 'whole_units']])
    const product = t.db.selectFrom('product').select('reserved').where('id', '=', productId)
    expect(await product.execute()).toEqual([{ reserved: 0 }])
  })

  it('at a location that was closed can be released, but not sold', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addProduct(t)
    const shop = await addLocation(t, 'Shop')
    const place = { productId: mug.id, locationId: shop }
    await t.send('POST', '/inventory/adjust', { ...place, change: 3, reason: 'found' })
    const made = await t.send('POST', path, { ...place, quantity: 2 })
    const { id } = await made.json()
    await t.send('PATCH', `/locations/${shop}`, { active: false })

    expect((await t.send('POST', `${path}/${id}/sell`, {})).status).toBe(409)
    expect((await t.send('POST', `${path}/${id}/release`)).status).toBe(200)
  })

  it.each(['release', 'sell'])('that is not there cannot be closed (%s)', async (verb) => {
    await using t = await testApp(app, stockRights)
    expect((await t.send('POST', `${path}/rsv_${unknown}/${verb}`, {})).status).toBe(404)
    expect((await t.send('GET', `${path}/rsv_${unknown}`)).status).toBe(404)
    expect(await t.auditActions()).toEqual([])
  })

  it('is found by state, product and location, newest first, page by page', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 50)
    const cup = await addStocked(t, 50)
    const ids = []
    for (const [productId, quantity] of [
      [mug.id, 1],
      [cup.id, 2],
      [mug.id, 3],
      [mug.id, 4],
    ] as const) {
      const res = await t.send('POST', path, { productId, quantity })
      ids.push((await res.json()).id)
    }
    await t.send('POST', `${path}/${ids[0]}/release`)
    await t.send('POST', `${path}/${ids[2]}/sell`, {})

    expect(await quantities(t, '')).toEqual([4, 3, 2, 1])
    expect(await quantities(t, '?state=open')).toEqual([4, 2])
    expect(await quantities(t, `?productId=${mug.id}`)).toEqual([4, 3, 1])
    expect(await quantities(t, `?productId=${mug.id}&state=sold`)).toEqual([3])
    expect(await quantities(t, `?locationId=loc_${unknown}`)).toEqual([])
    const { nextCursor } = await (await t.send('GET', `${path}?limit=3`)).json()
    expect(await quantities(t, `?limit=3&cursor=${nextCursor}`)).toEqual([1])
    expect((await t.send('GET', `${path}?state=gone`)).status).toBe(422)
  })
})
