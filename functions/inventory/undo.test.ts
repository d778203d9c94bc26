import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addStocked, adjust, expectSound, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

async function sale(t: TestApp, productId: string, quantity: number): Promise<{ id: string }> {
  const res = await t.send('POST', '/inventory/sale', { productId, quantity })
  expect(res.status).toBe(201)
  return (await res.json()).movement
}

const reverse = (t: TestApp, id: string) =>
  t.send('POST', `/inventory/movements/${id}/reverse`, { reason: 'a slip' })

async function averageCost(t: TestApp): Promise<number> {
  const row = await t.db.selectFrom('product').select('averageCost').executeTakeFirstOrThrow()
  return row.averageCost
}

describe.each(databases)('undo on %s', (database) => {
  const open = () => testApp(app, { ...stockRights, database })

  it('brings a sale back at the cost it had, once', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '2' })
    const sold = await sale(t, mug.id, 4)
    await adjust(t, { productId: mug.id, change: 6, unitCost: '4' })

    const res = await reverse(t, sold.id)
    const again = await reverse(t, sold.id)

    expect(res.status).toBe(201)
    expect((await res.json()).movements).toMatchObject([
      {
        kind: 'reversal',
        quantity: 4,
        balanceAfter: 16,
        unitCost: '2',
        reversesId: sold.id,
        reason: 'a slip',
      },
    ])
    // (12 × 3 + 4 × 2) / 16
    expect(await averageCost(t)).toBe(27_500)
    expect(again.status).toBe(409)
    await expectSound(t)
  })

  it('takes goods out again that were found, with their cost, unless they were sold', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '2' })
    await adjust(t, { productId: mug.id, change: 10, unitCost: '4' })
    const [found] = (
      await (await t.send('GET', `/inventory/movements?productId=${mug.id}&limit=1`)).json()
    ).items
    const sold = await sale(t, mug.id, 15)

    const tooLate = await reverse(t, found.id)
    await reverse(t, sold.id)
    const inTime = await reverse(t, found.id)

    expect(tooLate.status).toBe(400)
    expect(await tooLate.json()).toMatchObject({ requested: 10, available: 5 })
    expect(inTime.status).toBe(201)
    expect(await averageCost(t)).toBe(20_000)
    await expectSound(t)
  })

  it('takes back both sides of a transfer', async () => {
    await using t = await open()
    const mug = await addStocked(t, 5)
    const shop = await addLocation(t, 'Shop')
    const moved = await t.send('POST', '/inventory/transfer', {
      productId: mug.id,
      fromLocationId: MAIN_LOCATION_ID,
      toLocationId: shop,
      quantity: 3,
    })
    const [, incoming] = (await moved.json()).movements

    const res = await reverse(t, incoming.id)

    expect((await res.json()).movements).toMatchObject([
      { locationId: MAIN_LOCATION_ID, quantity: 3, balanceAfter: 5 },
      { locationId: shop, quantity: -3, balanceAfter: 0 },
    ])
    await expectSound(t)
  })

  it('is refused for a movement that is an undo itself, and for an unknown one', async () => {
    await using t = await open()
    const mug = await addStocked(t, 5)
    const sold = await sale(t, mug.id, 1)
    const [undo] = (await (await reverse(t, sold.id)).json()).movements

    expect((await reverse(t, undo.id)).status).toBe(409)
    expect((await reverse(t, 'mov_01JB2QK3V5X7Z9B1D3F5H7J9M1')).status).toBe(404)
    expect(await t.db.selectFrom('stockMovement').select('id').execute()).toHaveLength(3)
  })

  it('knows of returns: no more comes back than was sold, and no sale twice', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '2', price: '9' })
    const sold = await sale(t, mug.id, 4)
    const back = (quantity: number) =>
      t.send('POST', '/inventory/return', { movementId: sold.id, quantity })

    const first = await back(3)
    const tooMany = await back(2)
    const whole = await reverse(t, sold.id)
    const { movement } = await first.json()
    const undone = await reverse(t, movement.id)
    const allNow = await reverse(t, sold.id)
    const late = await back(1)

    expect(movement).toMatchObject({ kind: 'return', quantity: 3, unitCost: '2', unitPrice: '9' })
    expect(movement.returnsId).toBe(sold.id)
    expect([tooMany.status, whole.status]).toEqual([409, 409])
    expect([undone.status, allNow.status, late.status]).toEqual([201, 201, 409])
    expect(await (await t.send('GET', `/products/${mug.id}`)).json()).toMatchObject({ onHand: 10 })
    await expectSound(t)
  })
})

describe('undo', () => {
  it('of an adjustment needs the right to adjust', async () => {
    await using t = await testApp(app, stockRights)
    await addStocked(t, 5)
    const [found] = (await (await t.send('GET', '/inventory/movements')).json()).items
    const clerk = await t.tokenFor(['inventory:read', 'inventory:write'])

    const res = await t.send(
      'POST',
      `/inventory/movements/${found.id}/reverse`,
      {},
      {
        authorization: `Bearer ${clerk}`,
      },
    )

    expect(res.status).toBe(403)
    expect(await t.db.selectFrom('stockMovement').select('id').execute()).toHaveLength(1)
  })

  it('says what to do first when the product was deleted since', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 2, { sku: 'MUG' })
    const sold = await sale(t, mug.id, 2)
    await t.send('DELETE', `/products/${mug.id}`)

    const undone = await reverse(t, sold.id)
    const back = await t.send('POST', '/inventory/return', { movementId: sold.id, quantity: 1 })

    for (const res of [undone, back]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({
        type: '/problems/conflict',
        detail: 'MUG was deleted: restore it first',
        productId: mug.id,
      })
    }
    await t.send('POST', `/products/${mug.id}/restore`)
    expect((await reverse(t, sold.id)).status).toBe(201)
  })

  it('says what to do first when a location is inactive by now', async () => {
    await using t = await testApp(app, stockRights)
    const mug = await addStocked(t, 5)
    const shop = await addLocation(t, 'Shop')
    const moved = await t.send('POST', '/inventory/transfer', {
      productId: mug.id,
      fromLocationId: MAIN_LOCATION_ID,
      toLocationId: shop,
      quantity: 3,
    })
    const [outgoing] = (await moved.json()).movements
    await t.send('PATCH', `/locations/${shop}`, { active: false })

    const res = await reverse(t, outgoing.id)

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({
      type: '/problems/conflict',
      detail: 'the location is inactive: set it to active to take the movement back',
      locationId: shop,
    })
    await t.send('PATCH', `/locations/${shop}`, { active: true })
    expect((await reverse(t, outgoing.id)).status).toBe(201)
    await expectSound(t)
  })
})
