import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  addLocation,
  addProduct,
  addStocked,
  adjust,
  expectSound,
  stockRights,
} from '#shared/testing/goods.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe.each(databases)('stock on %s', (database) => {
  const open = () => testApp(app, { ...stockRights, database })

  it('is sold: movement, level, total and audit entry agree', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { price: '8.5', unitCost: '3.25', sku: 'MUG' })

    const res = await t.send('POST', '/inventory/sale', {
      productId: mug.id,
      quantity: 4,
      reference: 'till 7',
    })

    expect(res.status).toBe(201)
    const { movement, level } = await res.json()
    expect(movement).toMatchObject({
      id: expect.stringMatching(/^mov_/),
      productId: mug.id,
      locationId: MAIN_LOCATION_ID,
      kind: 'sale',
      quantity: -4,
      balanceAfter: 6,
      totalAfter: 6,
      unitCost: '3.25',
      unitPrice: '8.5',
      reference: 'till 7',
      at: '2026-03-02T10:00:00.000Z',
    })
    expect(level).toMatchObject({ onHand: 6, reserved: 0, available: 6 })
    expect(res.headers.get('location')).toBe(`/api/inventory/movements/${movement.id}`)
    const read = await t.send('GET', `/inventory/movements/${movement.id}`)
    expect(await read.json()).toEqual(movement)
    expect(await t.auditActions()).toEqual(['product.CREATE', 'stock.ADJUSTMENT', 'stock.SALE'])
    const entry = await t.db
      .selectFrom('auditEntry')
      .select(['entityId', 'oldValues', 'newValues'])
      .where('action', '=', 'SALE')
      .executeTakeFirstOrThrow()
    expect(entry.entityId).toBe(mug.id)
    expect(JSON.parse(entry.oldValues ?? '')).toMatchObject({ onHand: 10 })
    expect(JSON.parse(entry.newValues ?? '')).toMatchObject({
      onHand: 6,
      sku: 'MUG',
      quantity: -4,
      movementId: movement.id,
    })
    await expectSound(t)
  })

  it('refuses to be oversold and stays as it was', async () => {
    await using t = await open()
    const mug = await addStocked(t, 3, { sku: 'MUG' })

    const res = await t.send('POST', '/inventory/sale', { sku: 'mug', quantity: 3.5 })

    expect(res.status).toBe(400)
    const problem = await res.json()
    expect(problem.type).toMatch(/insufficient-stock$/)
    expect(problem).toMatchObject({ productId: mug.id, requested: 3.5, available: 3 })
    expect(problem.detail).toBe('3.5 of MUG asked for, 3 available')
    expect(await (await t.send('GET', `/products/${mug.id}`)).json()).toMatchObject({ onHand: 3 })
    expect(await t.db.selectFrom('stockMovement').select('id').execute()).toHaveLength(1)
    await expectSound(t)
  })

  it('sums equal products of a bulk sale before it checks', async () => {
    await using t = await open()
    const mug = await addStocked(t, 5, { sku: 'MUG' })
    const pen = await addStocked(t, 5, { sku: 'PEN' })
    const line = (productId: string, quantity: number) => ({ productId, quantity })

    const short = await t.send('POST', '/inventory/bulk-sale', {
      lines: [line(mug.id, 3), line(pen.id, 9), line(mug.id, 3)],
    })
    const all = await t.send('POST', '/inventory/bulk-sale', {
      lines: [line(mug.id, 3), line(pen.id, 1), line(mug.id, 2)],
      reference: 'web 12',
    })

    expect(short.status).toBe(400)
    const { lines } = await short.json()
    expect(lines).toHaveLength(2)
    expect(lines).toContainEqual(
      expect.objectContaining({ sku: 'MUG', requested: 6, available: 5 }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({ sku: 'PEN', requested: 9, available: 5 }),
    )
    expect(all.status).toBe(201)
    const { movements } = await all.json()
    expect(movements.map((m: { balanceAfter: number }) => m.balanceAfter)).toEqual([2, 4, 0])
    expect(new Set(movements.map((m: { batchId: string }) => m.batchId)).size).toBe(1)
    await expectSound(t)
  })

  it('sells hundreds of products at once, and none of them when one is short', async () => {
    await using t = await open()
    const products = []
    for (let n = 0; n < 150; n++) products.push(await addStocked(t, 2))
    const lines = products.map(({ id }) => ({ productId: id, quantity: 2 })).toReversed()

    const short = await t.send('POST', '/inventory/bulk-sale', {
      lines: lines.map((line, n) => (n === 77 ? { ...line, quantity: 3 } : line)),
    })
    const before = await t.db.selectFrom('stockMovement').select('id').execute()
    const res = await t.send('POST', '/inventory/bulk-sale', { lines })

    expect(short.status).toBe(400)
    expect((await short.json()).lines).toHaveLength(1)
    expect(before).toHaveLength(150)
    expect(res.status).toBe(201)
    const { movements } = await res.json()
    expect(movements.map((m: { productId: string }) => m.productId)).toEqual(
      lines.map((line) => line.productId),
    )
    const left = await t.db.selectFrom('product').select('onHand').where('onHand', '>', 0).execute()
    expect(left).toEqual([])
    await expectSound(t)
  })

  it('is moved between locations, both sides at once', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '2' })
    const shop = await addLocation(t, 'Shop')
    const body = { productId: mug.id, fromLocationId: MAIN_LOCATION_ID, toLocationId: shop }

    const res = await t.send('POST', '/inventory/transfer', { ...body, quantity: 4 })
    const tooMuch = await t.send('POST', '/inventory/transfer', { ...body, quantity: 6.001 })

    expect(res.status).toBe(201)
    expect((await res.json()).movements).toMatchObject([
      { kind: 'transfer_out', quantity: -4, balanceAfter: 6, totalAfter: 6 },
      { kind: 'transfer_in', quantity: 4, balanceAfter: 4, totalAfter: 10, unitCost: '2' },
    ])
    expect(tooMuch.status).toBe(400)
    expect(await (await t.send('GET', `/products/${mug.id}`)).json()).toMatchObject({ onHand: 10 })
    await expectSound(t)
  })

  it('keeps a moving average: goods found at another cost change it, sales do not', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '2' })
    await adjust(t, { productId: mug.id, change: 5, unitCost: '3.5' })
    await t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 12 })
    await adjust(t, { productId: mug.id, change: 1 })

    const { averageCost } = await t.db
      .selectFrom('product')
      .select('averageCost')
      .executeTakeFirstOrThrow()
    const costs = await t.db.selectFrom('stockMovement').select('unitCost').orderBy('id').execute()

    expect(averageCost).toBe(25_000)
    expect(costs.map(({ unitCost }) => unitCost)).toEqual([20_000, 35_000, 25_000, 25_000])
  })

  it('that comes back before anything else came is worth what the product costs', async () => {
    await using t = await open()
    const mug = await addProduct(t, { cost: '4.2' })
    const foreign = await addProduct(t, { cost: '4.2', currency: 'JPY' })
    const back = async (productId: string) => {
      const res = await t.send('POST', '/inventory/return', { productId, quantity: 1 })
      expect(res.status).toBe(201)
      return (await res.json()).movement.unitCost
    }

    const first = await back(mug.id)
    await t.send('PATCH', `/products/${mug.id}`, { cost: '9' })
    const second = await back(mug.id)

    expect([first, second, await back(foreign.id)]).toEqual(['4.2', '4.2', '0'])
    const { averageCost } = await (await t.send('GET', `/inventory/${mug.id}`)).json()
    expect(averageCost).toBe('4.2')
    await expectSound(t)
  })

  it('is set to a quantity, and says when that changes nothing', async () => {
    await using t = await open()
    const mug = await addProduct(t)
    const set = (quantity: number) =>
      t.send('POST', '/inventory/adjust', { productId: mug.id, quantity, reason: 'found' })

    const [first, lower, same] = [await set(7.25), await set(2), await set(2)]

    expect(await first.json()).toMatchObject({
      movement: { quantity: 7.25 },
      level: { onHand: 7.25 },
    })
    expect(await lower.json()).toMatchObject({
      movement: { quantity: -5.25 },
      level: { onHand: 2 },
    })
    expect(same.status).toBe(409)
    await expectSound(t)
  })

  it('lists movements newest first, by product, place, kind and time', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10)
    const pen = await addStocked(t, 10)
    t.advance(60_000)
    for (const { id } of [mug, pen, mug]) {
      await t.send('POST', '/inventory/sale', { productId: id, quantity: 1 })
    }
    const list = async (query: string) => {
      const res = await t.send('GET', `/inventory/movements?${query}`)
      const { items } = await res.json()
      return items.map((m: { productId: string; kind: string }) => [m.productId, m.kind])
    }

    expect(await list('')).toEqual([
      [mug.id, 'sale'],
      [pen.id, 'sale'],
      [mug.id, 'sale'],
      [pen.id, 'adjustment'],
      [mug.id, 'adjustment'],
    ])
    expect(await list(`productId=${pen.id}&kind=sale`)).toEqual([[pen.id, 'sale']])
    expect(await list(`locationId=${MAIN_LOCATION_ID}&limit=1`)).toEqual([[mug.id, 'sale']])
    expect(await list('to=2026-03-02T10:00:30Z')).toHaveLength(2)
    expect(await list('from=2026-03-02T10:00:30Z')).toHaveLength(3)
    expect(await list('from=2026-03-02&to=2026-03-02')).toHaveLength(5)
    expect(await list('to=2026-03-01')).toHaveLength(0)
    const page = await (await t.send('GET', '/inventory/movements?limit=2')).json()
    expect(page.items).toMatchObject([mug, pen].map(({ sku, name }) => ({ sku, name })))
    const next = await t.send('GET', `/inventory/movements?limit=2&cursor=${page.nextCursor}`)
    expect((await next.json()).items.map((m: { kind: string }) => m.kind)).toEqual([
      'sale',
      'adjustment',
    ])
  })

  it('lists the movements of a kind at a place, whichever of the two is rarer', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10)
    const shop = await addLocation(t, 'Shop')
    await adjust(t, { productId: mug.id, change: 5, locationId: shop })
    for (const quantity of [1, 2, 3]) {
      await t.send('POST', '/inventory/sale', { productId: mug.id, quantity })
    }
    const listed = async (query: string) => {
      const res = await t.send('GET', `/inventory/movements?${query}`)
      const { items } = (await res.json()) as { items: { quantity: number }[] }
      return items.map((item) => item.quantity)
    }

    expect(await listed(`kind=sale&locationId=${MAIN_LOCATION_ID}`)).toEqual([-3, -2, -1])
    expect(await listed(`kind=adjustment&locationId=${shop}`)).toEqual([5])
    expect(await listed(`kind=sale&locationId=${shop}`)).toEqual([])
    const product = `productId=${mug.id}&locationId=${MAIN_LOCATION_ID}`
    expect(await listed(product)).toEqual([-3, -2, -1, 10])
    expect(await listed(`${product}&kind=adjustment`)).toEqual([10])
  })
})
